package dev.palisade.activities.shared;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowQueryException;
import java.util.Optional;
import java.util.function.Function;

/**
 * Workflows of which there is one for an ID, for as long as it is needed. Asks them from normal activities only: an answer needs a workflow
 * task of this very worker, which must not wait for it.
 */
public final class RunningWorkflows {
    private final WorkflowClient client;
    private final String taskQueue;

    public RunningWorkflows(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
    }

    WorkflowClient client() {
        return client;
    }

    /** Empty if there is no such workflow, or if it was closed: what it knew is gone. */
    public <W, R> Optional<R> ask(Class<W> type, String workflowId, Function<W, R> query) {
        try {
            return Optional.of(query.apply(client.newWorkflowStub(type, workflowId)));
        } catch (WorkflowNotFoundException neverStarted) {
            return Optional.empty();
        } catch (WorkflowQueryException unanswered) {
            if (isRunning(workflowId)) {
                throw unanswered;
            }
            return Optional.empty();
        }
    }

    /** For a signal, or an update, with the start in the same call. A new one each time: a stub can be started once. */
    public <W> W startable(Class<W> type, String workflowId, String summary) {
        return client.newWorkflowStub(
                type,
                WorkflowOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setTaskQueue(taskQueue)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setStaticSummary(summary)
                        .build());
    }

    private boolean isRunning(String workflowId) {
        return client.newUntypedWorkflowStub(workflowId).describe().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }
}
