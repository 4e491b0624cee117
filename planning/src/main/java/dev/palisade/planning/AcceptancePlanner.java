package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.edit.Acceptance;
import dev.palisade.planning.edit.NamedPath;
import dev.palisade.planning.edit.Operations;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import java.util.List;
import java.util.Map;

/**
 * Acceptance of a parked or stuck world: the standing document is edited until it asks for nothing that is not there. Changes nothing in Azure;
 * what was made and is not asked for stays ours.
 */
record AcceptancePlanner(Story story) implements RequestPlanner {
    @Override
    public PlanResult plan(World world) {
        JsonNode before =
                world.standing().map(Standing::document).orElse(world.asked().data());
        DocumentResult read = DocumentReader.read(before);
        EnvironmentDocument document = read.document();
        return document == null
                ? PlanResult.refused(world, List.of(Guards.nothingStands(world)))
                : accepted(before, document, world);
    }

    private PlanResult accepted(JsonNode before, EnvironmentDocument document, World world) {
        Acceptance acceptance = new Acceptance(before);
        EnvironmentDocument edited = document;
        Draft draft = story.told(world.towards(edited));
        int edits = -1;
        while (edits < acceptance.fields().size()) {
            edits = acceptance.fields().size();
            accept(draft, acceptance);
            EnvironmentDocument next = DocumentReader.read(acceptance.body()).document();
            if (next == null) {
                throw new IllegalStateException("Accepting what is made the document invalid: " + acceptance.body());
            }
            edited = next;
            draft = story.told(world.towards(edited));
        }
        return result(before, acceptance, edited, draft, world);
    }

    private static void accept(Draft draft, Acceptance acceptance) {
        // All places are resolved before the first edit moves them.
        List<Finding> refusals =
                draft.findings().stream().filter(Finding::refuses).toList();
        List<NamedPath> refused = refusals.stream()
                .map(finding -> acceptance.path(finding.field()))
                .toList();
        List<NamedPath> wanted =
                draft.wanted().stream().map(Wanted::field).map(acceptance::path).toList();
        for (int i = 0; i < wanted.size(); i++) {
            acceptance.withoutStep(draft.steps().get(i), wanted.get(i));
        }
        for (int i = 0; i < refused.size(); i++) {
            acceptance.withoutRefusal(refusals.get(i), refused.get(i));
        }
    }

    private static PlanResult result(
            JsonNode before, Acceptance acceptance, EnvironmentDocument document, Draft draft, World world) {
        Draft nothing = new Draft();
        draft.found().forEach(nothing::found);
        nothing.claimAll(draft.claims());
        draft.findings().stream().map(AcceptancePlanner::told).forEach(finding -> nothing.add(List.of(finding)));
        acceptance.fields().forEach(field -> warn(field, before, acceptance.body(), nothing));
        draft.wanted()
                .forEach(wanted -> nothing.warn(
                        FindingCode.STILL_MISSING,
                        wanted.field(),
                        Map.of(
                                "step",
                                wanted.step().id(),
                                "title",
                                wanted.step().title())));
        return PlanResult.of(
                document.workspace(),
                document.profile(),
                nothing,
                document,
                acceptance.body(),
                world.standing()
                        .map(standing -> Operations.and(
                                standing, world.asked().requestId(), RequestType.ACCEPT, acceptance.fields()))
                        .orElse(List.of()));
    }

    /** Nothing is touched, so nothing stands in the way. */
    private static Finding told(Finding finding) {
        return finding.refuses() ? Finding.warning(finding.code(), finding.field(), finding.arguments()) : finding;
    }

    private static void warn(NamedPath field, JsonNode before, JsonNode after, Draft draft) {
        draft.warn(
                FindingCode.ACCEPTED,
                field.pointerIn(after),
                Map.of(
                        "place", field.toString(),
                        "was", Operations.text(field, field.in(before)),
                        "is", Operations.text(field, field.in(after))));
    }
}
