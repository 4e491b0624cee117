package dev.palisade.planning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One change of one ARM resource.
 *
 * @param id unique in its plan and the same in every plan for the same change ({@code compute/cpucluster}); what logs, tables and tests call it
 * @param title in plain words, for people: "Create compute cluster cpucluster"
 * @param dependsOn ids of steps, listed earlier in the plan, that must be done first
 * @param typical how long Azure usually takes, in Azure's time
 * @param impact what is interrupted, or comes along, in plain words; empty if nothing is
 * @param takesBack {@link dev.palisade.planning.ledger.LedgerEntry#reference references} of the ledger entries that are settled once this step is done
 */
public record Step(
        String id,
        ResourceKind kind,
        Action action,
        ResourceId resource,
        String title,
        List<Delta> deltas,
        List<String> dependsOn,
        Undo undo,
        Effect effect,
        Duration typical,
        String impact,
        List<String> takesBack) {
    public Step {
        deltas = List.copyOf(deltas);
        dependsOn = List.copyOf(dependsOn);
        takesBack = takesBack == null ? List.of() : List.copyOf(takesBack);
    }

    /** The same step with other changes, such as some of its own. */
    public Step with(List<Delta> changes) {
        return new Step(
                id, kind, action, resource, title, changes, dependsOn, undo, effect, typical, impact, takesBack);
    }

    /** Makes a whole resource that was not there. Interrupts nothing, and is taken back by deleting what it made. */
    public static Step creation(
            String id,
            ResourceKind kind,
            ResourceId resource,
            String title,
            JsonNode body,
            List<String> dependsOn,
            Duration typical) {
        return creation(id, kind, resource, title, body, dependsOn, typical, "");
    }

    /** The same for what brings something along. */
    public static Step creation(
            String id,
            ResourceKind kind,
            ResourceId resource,
            String title,
            JsonNode body,
            List<String> dependsOn,
            Duration typical,
            String impact) {
        List<Delta> deltas = List.of(Delta.creation(body));
        return new Step(
                id,
                kind,
                Action.CREATE,
                resource,
                title,
                deltas,
                dependsOn,
                Undo.DELETE_WHAT_WE_CREATED,
                Effect.NEUTRAL,
                typical,
                impact,
                List.of());
    }

    /**
     * This step together with an earlier one of the same id by the same request, so that taking it back takes back both. What was created is
     * taken back by deleting it, whatever was changed of it later.
     */
    public Step upon(Step earlier) {
        if (earlier.action == Action.CREATE && action == Action.UPDATE) {
            return earlier;
        }
        if (earlier.action != Action.UPDATE || action != Action.UPDATE) {
            return this;
        }
        List<String> both = Stream.concat(earlier.dependsOn.stream(), dependsOn.stream())
                .distinct()
                .toList();
        Effect effectOfBoth = earlier.effect == Effect.NEUTRAL ? effect : earlier.effect;
        List<Delta> ofBoth = Delta.chained(earlier.deltas, deltas);
        return new Step(
                id, kind, action, resource, title, ofBoth, both, undo, effectOfBoth, typical, impact, takesBack);
    }

    public enum Action {
        CREATE,
        UPDATE,
        /** Takes a whole resource away that Palisade created. Its one delta has no <i>after</i>. A pivot. */
        DELETE
    }

    /** What the step does to who can reach what. A tightening is never taken back automatically, a loosening never done unasked. */
    public enum Effect {
        TIGHTEN,
        LOOSEN,
        NEUTRAL
    }

    /** How a step is taken back. */
    public enum Undo {
        /** Delete the resource, if its tags say that this request created it. */
        DELETE_WHAT_WE_CREATED,
        /** Apply the inverse deltas, each only where the element still is as we left it. */
        REVERT_DELTAS,
        /** A pivot: after it there is only forward. */
        NONE
    }
}
