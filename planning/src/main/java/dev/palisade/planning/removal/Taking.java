package dev.palisade.planning.removal;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Effect;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * What is to be taken back of one resource.
 *
 * @param deltas the inverse of what was done
 * @param references to what is settled by it
 */
record Taking(Holding holding, List<Delta> deltas, List<String> references) {
    Taking {
        deltas = List.copyOf(deltas);
        references = List.copyOf(references);
    }

    boolean isWhole() {
        return holding.creation().isPresent();
    }

    ResourceId resource() {
        return holding.resource();
    }

    ResourceKind kind() {
        return holding.creation().orElseGet(holding::newest).step().kind();
    }

    Effect effect() {
        if (deltas.stream().anyMatch(Doors::opens)) {
            return Effect.LOOSEN;
        }
        return deltas.stream().anyMatch(Doors::closes) ? Effect.TIGHTEN : Effect.NEUTRAL;
    }

    Taking settlingAlso(Collection<Taking> others) {
        return new Taking(
                holding,
                deltas,
                Stream.concat(references.stream(), others.stream().flatMap(other -> other.references().stream()))
                        .toList());
    }

    /** The same id as that of the step that did it. */
    String stepId() {
        return holding.creation().orElseGet(holding::newest).step().id();
    }
}
