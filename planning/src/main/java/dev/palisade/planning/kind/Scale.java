package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison.Difference;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Changing how many nodes something has that Palisade created. What others created is never changed. */
final class Scale {
    private Scale() {}

    /** @param scale the paths of what can be changed */
    static boolean isAllThatDiffers(List<Difference> differences, Set<String> scale) {
        return !differences.isEmpty() && differences.stream().allMatch(difference -> scale.contains(difference.path()));
    }

    static Step step(
            String id,
            ResourceKind kind,
            ResourceId resource,
            String title,
            List<Delta> deltas,
            List<String> dependsOn,
            Duration typical,
            String impact) {
        return new Step(
                id,
                kind,
                Step.Action.UPDATE,
                resource,
                title,
                deltas,
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                typical,
                impact,
                List.of());
    }
}
