package dev.palisade.workflows.entity;

import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.ResetWorkflowExecutionRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Reaches entity workflows, also one that was closed: that is reset to its last workflow task, and so goes on in a new run with all that it
 * knew, and hears again what it was told since. It is not started anew while Temporal knows it, since it would know nothing then, and what it
 * had made would be nobody's.
 *
 * <p>A workflow that was deleted, or was closed for longer than the namespace keeps histories, is like one that never was.
 */
public final class EntityWorkflows {
    private static final int TRIES = 3;
    private static final String REASON = "It was closed, though it never ends: what it knows is still needed";

    private final WorkflowClient client;

    public EntityWorkflows(WorkflowClient client) {
        this.client = client;
    }

    /**
     * Says something to the open run.
     *
     * @param word fails with {@link WorkflowNotFoundException} if no run is open
     * @param start for a workflow that Temporal does not know. Should it be there by then, it must take the word all the same
     * @throws IllegalStateException if it is closed again as soon as it is open
     */
    public <R> R reach(String workflowId, Supplier<R> word, Supplier<R> start) {
        for (int i = 0; i < TRIES; i++) {
            try {
                return word.get();
            } catch (WorkflowNotFoundException notOpen) {
                if (!open(workflowId)) {
                    return start.get();
                }
            }
        }
        throw new IllegalStateException("Speaking to " + workflowId + ": it was reset " + TRIES
                + " times, and each time closed at once. An operator has to find out by whom; then this is"
                + " tried again.");
    }

    /**
     * The same of a word that has no answer.
     *
     * @return false if Temporal did not know the workflow
     */
    public boolean tell(String workflowId, Runnable word, Runnable start) {
        return reach(workflowId, answering(word, true), answering(start, false));
    }

    private static Supplier<Boolean> answering(Runnable word, boolean known) {
        return () -> {
            word.run();
            return known;
        };
    }

    /** Sees to it that a run is open. False if Temporal does not know this workflow. */
    public boolean open(String workflowId) {
        Optional<WorkflowExecutionDescription> last = lastRun(workflowId);
        last.filter(run -> run.getStatus() != WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .ifPresent(closed -> reset(closed.getExecution()));
        return last.isPresent();
    }

    private Optional<WorkflowExecutionDescription> lastRun(String workflowId) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(workflowId).describe());
        } catch (WorkflowNotFoundException unknown) {
            return Optional.empty();
        }
    }

    /** The same by two at the same time is one reset: the second would discard what the first one's run has heard meanwhile. */
    private void reset(WorkflowExecution closed) {
        List<HistoryEvent> events =
                client.fetchHistory(closed.getWorkflowId(), closed.getRunId()).getEvents();
        client.getWorkflowServiceStubs()
                .blockingStub()
                .resetWorkflowExecution(ResetWorkflowExecutionRequest.newBuilder()
                        .setNamespace(client.getOptions().getNamespace())
                        .setWorkflowExecution(closed)
                        .setWorkflowTaskFinishEventId(lastTask(events))
                        .setRequestId("reset-of-" + closed.getRunId())
                        .setReason(REASON)
                        .build());
    }

    /** The end of the last task that ended; before any did, where the first would have been taken. */
    private static long lastTask(List<HistoryEvent> events) {
        long first = 0;
        long last = 0;
        for (HistoryEvent event : events) {
            if (event.hasWorkflowTaskCompletedEventAttributes()) {
                last = event.getEventId();
            } else if (event.hasWorkflowTaskScheduledEventAttributes() && first == 0) {
                first = event.getEventId() + 1;
            }
        }
        return last == 0 ? first : last;
    }
}
