package dev.palisade.workflows.fake;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow.ClaimAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.PauseWorkflow;
import dev.palisade.workflows.contract.PauseWorkflow.Pause;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.pause.PauseWorkflowImpl;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.client.WorkflowUpdateStage;
import io.temporal.common.WorkflowExecutionHistory;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.util.List;

/** Plays what requests share: a parent and the register of pauses. */
public final class SharedStage implements AutoCloseable {
    private final ResourceId parent;
    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setUseTimeskipping(false)
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setIdentity("stage")
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());

    public SharedStage(ResourceId parent) {
        this.parent = parent;
        temporal.newWorker(TemporalNames.TASK_QUEUE)
                .registerWorkflowImplementationTypes(ParentWorkflowImpl.class, PauseWorkflowImpl.class);
        temporal.start();
    }

    public ClaimAnswer claim(Claiming claiming) {
        ParentWorkflow stub = startable(ParentWorkflow.class, parentId());
        return WorkflowClient.executeUpdateWithStart(
                stub::claim,
                claiming,
                completed(),
                new WithStartWorkflowOperation<>(stub::run, ParentState.of(parent)));
    }

    public LeaveAnswer leave(Leaving leaving) {
        ParentWorkflow stub = startable(ParentWorkflow.class, parentId());
        return WorkflowClient.executeUpdateWithStart(
                stub::leave, leaving, completed(), new WithStartWorkflowOperation<>(stub::run, ParentState.of(parent)));
    }

    public ParentWorkflow parent() {
        return client().newWorkflowStub(ParentWorkflow.class, parentId());
    }

    public void pause(Pause pause) {
        PauseWorkflow stub = startable(PauseWorkflow.class, PauseWorkflow.WORKFLOW_ID);
        BatchRequest request = client().newSignalWithStartRequest();
        request.add(stub::run, List.<Pause>of());
        request.add(stub::pause, pause);
        client().signalWithStart(request);
    }

    public PauseWorkflow register() {
        return client().newWorkflowStub(PauseWorkflow.class, PauseWorkflow.WORKFLOW_ID);
    }

    public String parentId() {
        return ParentWorkflow.WORKFLOW_ID_PREFIX + parent.key();
    }

    public String runOf(String workflowId) {
        return workflow(workflowId).describe().getExecution().getRunId();
    }

    public WorkflowStub workflow(String workflowId) {
        return client().newUntypedWorkflowStub(workflowId);
    }

    public WorkflowExecutionHistory history(String workflowId) {
        return client().fetchHistory(workflowId);
    }

    private <W> W startable(Class<W> type, String workflowId) {
        return client().newWorkflowStub(
                        type,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(workflowId)
                                .setTaskQueue(TemporalNames.TASK_QUEUE)
                                .setWorkflowIdConflictPolicy(
                                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                                .build());
    }

    private WorkflowClient client() {
        return temporal.getWorkflowClient();
    }

    private static <R> UpdateOptions<R> completed() {
        return UpdateOptions.<R>newBuilder()
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
    }

    @Override
    public void close() {
        temporal.close();
    }
}
