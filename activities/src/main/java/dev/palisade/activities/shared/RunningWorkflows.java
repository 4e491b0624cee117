package dev.palisade.activities.shared;

import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.workflow.Functions.Proc1;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workflows of which there is one for an ID, for as long as it is needed. Asks them from normal activities only: an answer needs a workflow
 * task of this very worker, which must not wait for it.
 */
public final class RunningWorkflows {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorkflows.class);

    private final WorkflowClient client;
    private final String taskQueue;

    public RunningWorkflows(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
    }

    /** @return true if that run is open, whatever came before or after it */
    public boolean isOpen(String workflowId, String runId) {
        return status(WorkflowTargetOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .setRunId(runId)
                        .build())
                .isPresent();
    }

    /** The open run of a workflow; empty if there is none. */
    public Optional<String> openRun(String workflowId) {
        return status(WorkflowTargetOptions.newBuilder()
                        .setWorkflowId(workflowId)
                        .build())
                .map(description -> description.getExecution().getRunId());
    }

    /**
     * Signals a workflow, and starts it in the same call if it is not there: once this returns, Temporal has both durably.
     *
     * @param run the workflow method of a {@link #startable} stub
     * @param signal a signal method of the same stub
     */
    public <I, S> void tell(Proc1<I> run, I input, Proc1<S> signal, S content) {
        BatchRequest request = client.newSignalWithStartRequest();
        request.add(run, input);
        request.add(signal, content);
        client.signalWithStart(request);
    }

    /** Signals a workflow; one that does not exist is not told. */
    public <W> void tellIfThere(Class<W> type, String workflowId, Consumer<W> signal) {
        try {
            signal.accept(client.newWorkflowStub(type, workflowId));
        } catch (WorkflowNotFoundException nobodyThere) {
            LOG.debug("{} is not told, since it is not there", workflowId);
        }
    }

    /** Empty if there is no such workflow, or if it was closed: what it knew is gone, whatever its last run would still answer. */
    public <W, R> Optional<R> ask(Class<W> type, String workflowId, Function<W, R> query) {
        return openRun(workflowId).map(open -> query.apply(client.newWorkflowStub(type, workflowId)));
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

    private Optional<WorkflowExecutionDescription> status(WorkflowTargetOptions run) {
        try {
            return Optional.of(client.newUntypedWorkflowStub(run).describe())
                    .filter(description ->
                            description.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        } catch (WorkflowNotFoundException forgotten) {
            return Optional.empty();
        }
    }
}
