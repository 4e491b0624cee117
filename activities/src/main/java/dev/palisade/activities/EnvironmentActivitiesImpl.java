package dev.palisade.activities;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Speaks to an environment by signals, with the start in the same call: once it returns, Temporal has both durably. */
public final class EnvironmentActivitiesImpl implements EnvironmentActivities {
    private final WorkflowClient client;
    private final String taskQueue;

    public EnvironmentActivitiesImpl(WorkflowClient client, String taskQueue) {
        this.client = client;
        this.taskQueue = taskQueue;
    }

    @Override
    public void askTurn(TurnAsked asked) {
        tell(asked.environment(), asked.name(), environment -> environment::turnAsked, asked);
    }

    @Override
    public void intend(Intention intention) {
        tell(
                intention.environment(),
                workspace(intention.environment()),
                environment -> environment::intended,
                intention);
    }

    @Override
    public void release(TurnReleased released) {
        tell(
                released.environment(),
                workspace(released.environment()),
                environment -> environment::turnReleased,
                released);
    }

    @Override
    public Book book(String environment) {
        try {
            EnvironmentState state = client.newWorkflowStub(EnvironmentWorkflow.class, workflowId(environment))
                    .state();
            return new Book(state.ledger(), state.standing());
        } catch (WorkflowNotFoundException neverAsked) {
            return new Book(Ledger.empty(), null);
        }
    }

    @Override
    public Ledger ledger(String environment) {
        return book(environment).ledger();
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        WorkflowTargetOptions run = WorkflowTargetOptions.newBuilder()
                .setWorkflowId(workflowId)
                .setRunId(runId)
                .build();
        try {
            return client.newUntypedWorkflowStub(run).describe().getStatus()
                    == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
        } catch (WorkflowNotFoundException forgotten) {
            return false;
        }
    }

    @Override
    public @Nullable String openRun(String workflowId) {
        try {
            WorkflowExecutionDescription latest =
                    client.newUntypedWorkflowStub(workflowId).describe();
            return latest.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    ? latest.getExecution().getRunId()
                    : null;
        } catch (WorkflowNotFoundException forgotten) {
            return null;
        }
    }

    private <S> void tell(String environment, String name, Function<EnvironmentWorkflow, Proc1<S>> signal, S content) {
        EnvironmentWorkflow stub = client.newWorkflowStub(EnvironmentWorkflow.class, options(environment, name));
        BatchRequest request = client.newSignalWithStartRequest();
        request.add(stub::run, EnvironmentState.of(environment, name));
        request.add(signal.apply(stub), content);
        client.signalWithStart(request);
    }

    private WorkflowOptions options(String environment, String name) {
        return WorkflowOptions.newBuilder()
                .setWorkflowId(workflowId(environment))
                .setTaskQueue(taskQueue)
                .setWorkflowIdReusePolicy(WorkflowIdReusePolicy.WORKFLOW_ID_REUSE_POLICY_ALLOW_DUPLICATE)
                .setWorkflowIdConflictPolicy(WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                .setStaticSummary("environment " + name)
                .build();
    }

    private static String workflowId(String environment) {
        return EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment;
    }

    /** What people see of an environment that is started anew by somebody who does not know its name. */
    private static String workspace(String environment) {
        return ResourceId.of(environment).name();
    }
}
