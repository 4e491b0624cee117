package dev.palisade.workflows.calls;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Operation;
import java.time.Duration;

/** How long an operation may take before it is given up, and what it left behind is taken back. */
public final class Deadlines {
    /** Azure's slow days: a cluster that usually takes 20 minutes has been seen to take an hour and a half. */
    private static final int SLOW_DAY = 6;

    private static final Duration AT_LEAST_IN_AZURE_TIME = Duration.ofHours(1);
    /** A worker that is killed while it asks costs one start-to-close time and a restart; that must never end an operation. */
    private static final Duration AT_LEAST = Duration.ofMinutes(2);

    private Deadlines() {}

    /**
     * Real time. The step's typical time is Azure's, the operation's expected time is real: their ratio is the speed at which a
     * simulator plays, so the deadline shrinks with it and needs no setting of its own. An operation that was found under way expects
     * nothing and so says nothing of the speed: it gets Azure's time in full.
     */
    public static Duration ofOperation(Step step, Operation operation) {
        Duration azure = longer(step.typical().multipliedBy(SLOW_DAY), AT_LEAST_IN_AZURE_TIME);
        Duration expected = operation.expected();
        if (expected.isZero() || expected.compareTo(step.typical()) >= 0) {
            return longer(azure, expected.multipliedBy(SLOW_DAY));
        }
        long millis = (long) (azure.toMillis()
                * ((double) expected.toMillis() / step.typical().toMillis()));
        return longer(Duration.ofMillis(millis), AT_LEAST);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
