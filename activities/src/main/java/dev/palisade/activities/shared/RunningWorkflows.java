package dev.palisade.activities.shared;

import dev.palisade.workflows.entity.EntityWorkflows;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowTargetOptions;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.workflow.Functions.Func1;
import io.temporal.workflow.Functions.Proc1;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Workflows of which there is one for an ID, for as long as it is needed. One that was closed by mistake is open again, with all that it
 * knew, once anybody here has spoken to it. Asks them from normal activities only: an answer needs a workflow task of this very worker, which
 * must not wait for it.
 */
public final class RunningWorkflows {
    private static final Logger LOG = LoggerFactory.getLogger(RunningWorkflows.class);

    private final WorkflowClient client;
    private final String taskQueue;
    private final EntityWorkflows entities;

    /**
     * A workflow of which there is one for its ID, and how it begins if it never was.
     *
     * @param run its workflow method
     * @param first what that starts with
     * @param summary for people, in Temporal's own pages
     */
    public record Entity<W, I>(Class<W> type, String workflowId, String summary, Function<W, Proc1<I>> run, I first) {}

    public RunningWorkflows(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
        this.entities = new EntityWorkflows(client);
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

    /** Signals an entity, and starts it in the same call if Temporal does not know it: once this returns, Temporal has the signal durably. */
    public <W, I, S> void tell(Entity<W, I> entity, Function<W, Proc1<S>> signal, S content) {
        entities.tell(
                entity.workflowId(),
                () -> signal.apply(open(entity.type(), entity.workflowId())).apply(content),
                () -> {
                    W stub = startable(entity);
                    BatchRequest request = client.newSignalWithStartRequest();
                    request.add(entity.run().apply(stub), entity.first());
                    request.add(signal.apply(stub), content);
                    client.signalWithStart(request);
                });
    }

    /** Signals an entity; one that Temporal does not know is not told. */
    public <W> void tellIfThere(Class<W> type, String workflowId, Consumer<W> signal) {
        entities.tell(
                workflowId,
                () -> signal.accept(open(type, workflowId)),
                () -> LOG.debug("{} is not told, since it is not there", workflowId));
    }

    /**
     * Sends an update and awaits its answer, with the start in the same call if Temporal does not know the entity. Each attempt has an ID of
     * its own: a closed run would answer for ever what it once answered to a fixed one.
     */
    public <W, I, A, R> R update(Entity<W, I> entity, Function<W, Func1<A, R>> update, A argument) {
        return entities.reach(
                entity.workflowId(),
                () -> update.apply(open(entity.type(), entity.workflowId())).apply(argument),
                () -> {
                    W stub = startable(entity);
                    return WorkflowClient.executeUpdateWithStart(
                            update.apply(stub),
                            argument,
                            UpdateOptions.<R>newBuilder()
                                    .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                                    .build(),
                            new WithStartWorkflowOperation<>(entity.run().apply(stub), entity.first()));
                });
    }

    /** Empty if Temporal does not know this entity. */
    public <W, R> Optional<R> ask(Class<W> type, String workflowId, Function<W, R> query) {
        return entities.open(workflowId) ? Optional.of(query.apply(open(type, workflowId))) : Optional.empty();
    }

    private <W> W open(Class<W> type, String workflowId) {
        return client.newWorkflowStub(type, workflowId);
    }

    /** A new one each time: a stub can be started once. */
    private <W> W startable(Entity<W, ?> entity) {
        return client.newWorkflowStub(
                entity.type(),
                WorkflowOptions.newBuilder()
                        .setWorkflowId(entity.workflowId())
                        .setTaskQueue(taskQueue)
                        .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                        .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                        .setStaticSummary(entity.summary())
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
