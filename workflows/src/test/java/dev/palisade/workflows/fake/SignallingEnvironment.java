package dev.palisade.workflows.fake;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The environment's activities over a client, as plain as can be. */
public final class SignallingEnvironment implements EnvironmentActivities {
    private final Supplier<WorkflowClient> client;
    private final int timesEachSignal;
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private final List<ClaimsSettled> settled = new CopyOnWriteArrayList<>();
    private final List<String> outages = new CopyOnWriteArrayList<>();
    private final AtomicInteger late = new AtomicInteger();
    private volatile boolean delaying;
    private volatile @Nullable Intention delayed;

    public SignallingEnvironment(Supplier<WorkflowClient> client, int timesEachSignal) {
        this.client = client;
        this.timesEachSignal = timesEachSignal;
    }

    /** This release fails once before it gets through. */
    public void failOnce(String call) {
        outages.add(call);
    }

    /** From now on, of each two intentions the one that was said first arrives once more after the other: its first try was slow. */
    public void delayFirstTries() {
        delaying = true;
    }

    int late() {
        return late.get();
    }

    /** What was called, in order: "askTurn r1", "intend r1", "release r1 READY". */
    public List<String> calls() {
        return calls;
    }

    /** What releases told of claims. */
    public List<ClaimsSettled> settled() {
        return settled;
    }

    @Override
    public void askTurn(TurnAsked asked) {
        calls.add("askTurn " + asked.requestId());
        signal(asked.environment(), asked.name(), "turnAsked", asked);
    }

    @Override
    public void intend(Intention intention) {
        calls.add("intend " + intention.requestId());
        signal(intention.environment(), "", "intended", intention);
        if (delaying) {
            delay(intention);
        }
    }

    private void delay(Intention intention) {
        Intention earlier = delayed;
        if (earlier != null) {
            signal(earlier.environment(), "", "intended", earlier);
            late.incrementAndGet();
        }
        delayed = earlier == null ? intention : null;
    }

    @Override
    public void release(TurnReleased released) {
        String call = "release " + released.requestId() + " " + released.state();
        if (outages.remove(call)) {
            throw new IllegalStateException("Temporal does not answer");
        }
        calls.add(call);
        if (released.claims() != null) {
            settled.add(released.claims());
        }
        signal(released.environment(), "", "turnReleased", released);
    }

    @Override
    public Book book(String environment) {
        calls.add("book");
        try {
            EnvironmentState state = client.get()
                    .newWorkflowStub(EnvironmentWorkflow.class, EnvironmentWorkflow.WORKFLOW_ID_PREFIX + environment)
                    .state();
            return new Book(state.ledger(), state.standing());
        } catch (WorkflowNotFoundException unknown) {
            return new Book(Ledger.empty(), null);
        }
    }

    @Override
    public Ledger ledger(String environment) {
        return book(environment).ledger();
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        return runId.equals(openRun(workflowId));
    }

    @Override
    public @Nullable String openRun(String workflowId) {
        WorkflowExecutionDescription latest =
                client.get().newUntypedWorkflowStub(workflowId).describe();
        return latest.getStatus() == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                ? latest.getExecution().getRunId()
                : null;
    }

    private void signal(String environment, String name, String signal, Object what) {
        for (int i = 0; i < timesEachSignal; i++) {
            once(environment, name, signal, what);
        }
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
