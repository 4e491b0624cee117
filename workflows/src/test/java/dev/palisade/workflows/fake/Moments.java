package dev.palisade.workflows.fake;

import io.temporal.api.enums.v1.EventType;
import io.temporal.api.history.v1.HistoryEvent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Waiting for what must come to pass, without a clock to guess by. */
public final class Moments {
    private Moments() {}

    /**
     * To be called within an activity. Returns only when the workflow has asked the server to cancel that activity: the time-skipping
     * server hangs when such a command meets the activity's own completion.
     */
    public static Consumer<String> cancelling(Stage stage, Consumer<String> cancel) {
        return workflowId -> {
            cancel.accept(workflowId);
            until(() -> stage.history(workflowId).getEvents().stream()
                    .anyMatch(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_CANCEL_REQUESTED));
        };
    }

    /**
     * Returns when no workflow task of this workflow is under way: the time-skipping server stops for ever if a workflow is terminated in
     * the middle of one.
     */
    public static void untilIdle(Stage stage, String workflowId) {
        until(() -> {
            List<HistoryEvent> events = stage.history(workflowId).getEvents();
            EventType last = events.get(events.size() - 1).getEventType();
            return last != EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED
                    && last != EventType.EVENT_TYPE_WORKFLOW_TASK_STARTED
                    && last != EventType.EVENT_TYPE_WORKFLOW_EXECUTION_STARTED;
        });
    }

    public static void until(BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not come to pass within 30 s");
            }
            Thread.onSpinWait();
        }
    }
}
