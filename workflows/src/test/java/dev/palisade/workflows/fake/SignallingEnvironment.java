package dev.palisade.workflows.fake;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** The environment's activities over a client, as plain as can be; says every signal twice, since each may come twice. */
public final class SignallingEnvironment implements EnvironmentActivities {
    private final Supplier<WorkflowClient> client;
    private final List<String> calls = new CopyOnWriteArrayList<>();

    public SignallingEnvironment(Supplier<WorkflowClient> client) {
        this.client = client;
    }

    /** What was called, in order: "askTurn r1", "intend r1", "release r1 READY". */
    public List<String> calls() {
        return calls;
    }

    @Override
    public void askTurn(TurnAsked asked) {
        calls.add("askTurn " + asked.requestId());
        twice(asked.environment(), asked.name(), "turnAsked", asked);
    }

    @Override
    public void intend(Intention intention) {
        calls.add("intend " + intention.requestId());
        twice(intention.environment(), "", "intended", intention);
    }

    @Override
    public void release(TurnReleased released) {
        calls.add("release " + released.requestId() + " " + released.state());
        twice(released.environment(), "", "turnReleased", released);
    }

    @Override
    public Ledger ledger(String environment) {
        calls.add("ledger");
        try {
            return client.get()
                    .newWorkflowStub(EnvironmentWorkflow.class, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment)
                    .state()
                    .ledger();
        } catch (WorkflowNotFoundException unknown) {
            return Ledger.empty();
        }
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        calls.add("isRunning " + workflowId);
        return client.get().newUntypedWorkflowStub(workflowId).describe().getStatus()
                == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING;
    }

    private void twice(String environment, String name, String signal, Object what) {
        once(environment, name, signal, what);
        once(environment, name, signal, what);
    }

    private void once(String environment, String name, String signal, Object what) {
        WorkflowOptions options = WorkflowOptions.newBuilder()
                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment)
                .setTaskQueue(TemporalNames.TASK_QUEUE)
                .build();
        client.get()
                .newUntypedWorkflowStub("Environment", options)
                .signalWithStart(signal, new Object[] {what}, new Object[] {EnvironmentState.of(environment, name)});
    }
}
