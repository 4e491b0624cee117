package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A resource with network rules that the document closes or opens.
 *
 * @param id of the step
 * @param title of the resource, for people: {@code storage account x}
 * @param field where the document asks for it
 */
record Door(String id, ResourceKind kind, ResourceId resource, String title, String field) {
    /**
     * Claims everything that is wanted, and wants a step for what is missing.
     *
     * @param advice what users of the resource should do once it is closed, as a sentence; empty for nothing
     */
    void close(JsonNode observed, List<Delta> wanted, String advice, Draft draft) {
        List<Delta> missing = NetworkAcls.missing(observed, wanted);
        boolean closes = NetworkAcls.touchesTheDoor(missing);
        settle(
                wanted,
                step(
                        closes
                                ? "Close " + title + " to all but the selected networks"
                                : "Let the selected networks and addresses reach " + title,
                        missing,
                        first(draft),
                        closes ? Effect.TIGHTEN : Effect.NEUTRAL,
                        closes
                                ? ("Clients outside the selected networks and addresses lose their access to " + title
                                                + ". " + advice)
                                        .strip()
                                : ""),
                draft);
    }

    /** A subnet whose endpoint does not work yet would lose its way in, and Palisade reads of its own through no closed door. */
    private List<String> first(Draft draft) {
        return Stream.concat(draft.networkSteps().stream(), draft.secretReadersOf(resource).stream())
                .toList();
    }

    void open(JsonNode observed, Draft draft) {
        List<Delta> wanted = NetworkAcls.opened(observed);
        settle(
                wanted,
                step(
                        "Open " + title + " to all networks",
                        NetworkAcls.isOpen(observed) ? List.of() : wanted,
                        List.of(),
                        Effect.LOOSEN,
                        "Everybody with a credential can reach " + title + " from anywhere."),
                draft);
    }

    private void settle(List<Delta> wanted, Step step, Draft draft) {
        NetworkAcls.claim(resource, wanted, draft);
        if (step.deltas().isEmpty()) {
            draft.found(resource);
        } else {
            draft.want(new Wanted(step, field, List.of(resource), List.of()));
        }
    }

    private Step step(String what, List<Delta> deltas, List<String> dependsOn, Effect effect, String impact) {
        return new Step(
                id,
                kind,
                Step.Action.UPDATE,
                resource,
                what,
                deltas,
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                effect,
                Duration.ofSeconds(5),
                impact,
                List.of());
    }
}
