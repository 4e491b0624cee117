package dev.palisade.workflows.calls;

import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Workflow;
import java.time.Duration;
import java.util.function.Supplier;

/** Waiting for a condition, but not for ever. */
public final class TimedWait {
    private TimedWait() {}

    /**
     * True if the condition came about in time. Unlike {@code Workflow.await} with a time, takes its timer along: one that fires half an
     * hour after anybody cares costs four events.
     *
     * @throws io.temporal.failure.CanceledFailure if the scope is cancelled meanwhile
     */
    public static boolean await(Duration atMost, Supplier<Boolean> condition) {
        CompletablePromise<Void> over = Workflow.newPromise();
        CancellationScope timer = Workflow.newCancellationScope(
                () -> Workflow.newTimer(atMost).handle((ok, cancelled) -> over.complete(null)));
        timer.run();
        Workflow.await(() -> condition.get() || over.isCompleted());
        boolean inTime = condition.get();
        timer.cancel("no longer needed");
        return inTime;
    }
}
