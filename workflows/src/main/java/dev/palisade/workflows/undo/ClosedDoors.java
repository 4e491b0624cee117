package dev.palisade.workflows.undo;

import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import io.temporal.failure.TemporalFailure;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which steps stay although the rest is taken back: a tightening that stands, and everything that it stands on. A storage account whose
 * door is closed but for one subnet needs that subnet's service endpoint.
 */
final class ClosedDoors {
    private final String environment;
    private final Map<String, Undoable> all = new LinkedHashMap<>();
    private final Map<String, String> kept = new LinkedHashMap<>();

    private ClosedDoors(String environment, List<Undoable> all) {
        this.environment = environment;
        all.forEach(undoable -> this.all.put(undoable.stepId(), undoable));
    }

    /** Step id to the reason why it stays. */
    static Map<String, String> among(String environment, List<Undoable> all) {
        ClosedDoors doors = new ClosedDoors(environment, all);
        all.stream()
                .filter(undoable -> undoable.entry().step().effect() == Effect.TIGHTEN)
                .forEach(doors::keepIfClosed);
        return doors.kept;
    }

    private void keepIfClosed(Undoable tightening) {
        if (tightening.done() || stillStands(tightening.entry().step())) {
            kept.put(tightening.stepId(), "kept closed: on_failure.network does not say restore");
            tightening.standsOn().forEach(id -> keepUnder(id, tightening.entry().step()));
        }
    }

    private void keepUnder(String stepId, Step tightening) {
        Undoable beneath = all.get(stepId);
        if (beneath != null && kept.putIfAbsent(stepId, "kept: \"" + tightening.title() + "\" stands on it") == null) {
            beneath.standsOn().forEach(id -> keepUnder(id, tightening));
        }
    }

    /** A tightening that did not end may have closed the door all the same. What cannot be read counts as closed. */
    private boolean stillStands(Step step) {
        try {
            return ActivityPresets.readBack(step)
                    .verify(new VerifyCall(environment, List.of(step)))
                    .isEmpty();
        } catch (TemporalFailure unreadable) {
            return true;
        }
    }
}
