package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.edit.DocumentEditor;
import dev.palisade.planning.edit.Edited;
import dev.palisade.planning.edit.NamedPath;
import dev.palisade.planning.edit.Operations;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.removal.Needs;
import dev.palisade.planning.removal.Removal;
import dev.palisade.planning.request.Asked;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.request.Standing.OperationMade;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A single operation: an edit of the standing document, and the plan towards it; what the operation takes out of the document goes. */
record OperationPlanner(Story story) implements RequestPlanner {
    @Override
    public PlanResult plan(World world) {
        Asked asked = world.asked();
        List<Finding> refusals = Guards.refusals(world);
        if (!refusals.isEmpty()) {
            return PlanResult.refused(world, refusals);
        }
        Standing standing = world.standing().orElseThrow();
        if (Operations.madeBy(asked.requestId(), standing)) {
            return planned(standing.document(), standing.operations(), world);
        }
        Edited edited = DocumentEditor.edit(standing.document(), asked.type(), asked.data());
        List<Finding> wrong = edited.findings().isEmpty() ? Removed.by(asked).notOurs(world) : edited.findings();
        return wrong.isEmpty()
                ? planned(
                        edited.body(),
                        Operations.and(standing, asked.requestId(), asked.type(), edited.fields()),
                        world)
                : PlanResult.refused(world, wrong);
    }

    private PlanResult planned(JsonNode body, List<OperationMade> operations, World world) {
        DocumentResult read = DocumentReader.read(body);
        EnvironmentDocument document = read.document();
        if (document == null) {
            return PlanResult.refused(world, read.findings());
        }
        World edited = world.towards(document);
        Draft draft = story.told(edited);
        List<OperationMade> remembering = takeBack(operations, document, edited, draft);
        story.checkLocks(edited, draft);
        warn(world.asked().requestId(), body, operations, draft);
        return PlanResult.of(document.workspace(), document.profile(), draft, document, body, remembering);
    }

    /** Exactly what the operation removes: what it names, and what was needed for that alone. Written down for its further attempts. */
    private List<OperationMade> takeBack(
            List<OperationMade> operations, EnvironmentDocument document, World world, Draft draft) {
        String requestId = world.asked().requestId();
        List<String> earlier = Operations.takenBackBy(requestId, operations);
        BiPredicate<ResourceId, Delta> removed =
                removed(Removal.named(earlier, world, draft), Needs.of(document, draft.claims()), world);
        List<String> references = Stream.concat(earlier.stream(), Removal.references(removed, world, draft).stream())
                .distinct()
                .toList();
        Removal.takeBack(removed, world, draft);
        Removal.keepClaims(removed.negate(), world, draft);
        return Operations.takingBack(references, requestId, operations);
    }

    /** @param earlier what earlier attempts were to take back */
    private BiPredicate<ResourceId, Delta> removed(BiPredicate<ResourceId, Delta> earlier, Needs after, World world) {
        Removed removed = Removed.by(world.asked());
        if (removed.resources().isEmpty()) {
            return (resource, change) -> false;
        }
        Needs before = world.standing()
                .map(standing -> needs(standing.document(), world))
                .orElse(Needs.nothing());
        return earlier.or(before::cover)
                .or((resource, change) -> removed.names(resource))
                .and((resource, change) -> !after.cover(resource, change));
    }

    private Needs needs(JsonNode body, World world) {
        EnvironmentDocument document = DocumentReader.read(body).document();
        return document == null
                ? Needs.nothing()
                : Needs.of(document, story.told(world.towards(document)).claims());
    }

    private static void warn(String requestId, JsonNode body, List<OperationMade> operations, Draft draft) {
        List<NamedPath> fields = operations.stream()
                .filter(operation -> operation.requestId().equals(requestId))
                .flatMap(operation -> operation.fields().stream())
                .map(NamedPath::parse)
                .toList();
        draft.warn(
                FindingCode.APPLY_WOULD_REVERT,
                fields.get(0).pointerIn(body),
                Map.of("fields", fields.stream().map(NamedPath::toString).collect(Collectors.joining(", "))));
    }
}
