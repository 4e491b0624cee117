package dev.palisade.client.steering;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.temporal.WorkerQuery;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.entity.EntityWorkflows;
import dev.palisade.workflows.payload.Answer;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.api.enums.v1.WorkflowIdReusePolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.Optional;

/** Where writes are paused, in one Temporal namespace. */
public final class PauseRegister {
    private final WorkflowClient client;
    private final EntityWorkflows entities;

    public PauseRegister(WorkflowClient client) {
        this.client = client;
        this.entities = new EntityWorkflows(client);
    }

    /** Durable on return, even with no worker running; replaces a pause of the same scope. */
    public void pause(Pause pause) {
        entities.tell(PauseWorkflow.WORKFLOW_ID, () -> open().pause(pause), () -> startWith(pause));
    }

    private void startWith(Pause pause) {
        PauseWorkflow register = client.newWorkflowStub(PauseWorkflow.class, options());
        BatchRequest request = client.newSignalWithStartRequest();
        request.add(register::run, List.of());
        request.add(register::pause, pause);
        client.signalWithStart(request);
    }

    /** False if nothing was ever paused here. */
    public boolean unpause(String scope) {
        return entities.tell(PauseWorkflow.WORKFLOW_ID, () -> open().unpause(scope), () -> {});
    }

    private PauseWorkflow open() {
        return client.newWorkflowStub(PauseWorkflow.class, PauseWorkflow.WORKFLOW_ID);
    }

    /**
     * Empty if no worker answers; a namespace in which nothing was ever paused has an empty list.
     *
     * @throws CommandFailure if a newer build has written what is paused
     */
    public Optional<List<Pause>> pauses() {
        if (!exists()) {
            return Optional.of(List.of());
        }
        WorkflowExecution register = WorkflowExecution.newBuilder()
                .setWorkflowId(PauseWorkflow.WORKFLOW_ID)
                .build();
        Answer<Pause[]> pauses = new WorkerQuery(client).ask(register, "pauses", Pause[].class);
        if (pauses.unreadable()) {
            throw CommandFailure.unavailable("What is paused was written by a newer build; ask with that version.");
        }
        return pauses.known().map(List::of);
    }

    private boolean exists() {
        try {
            client.newUntypedWorkflowStub(PauseWorkflow.WORKFLOW_ID).describe();
            return true;
        } catch (WorkflowNotFoundException nothingPaused) {
            return false;
        }
    }

    private static WorkflowOptions options() {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(PauseWorkflow.WORKFLOW_ID)
                .setTaskQueue(TemporalNames.TASK_QUEUE)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("where writes are paused")
                .build();
    }
}
