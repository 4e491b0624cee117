package dev.palisade.activities;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.RunningWorkflows;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentActivities.Intention;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnReleased;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EnvironmentActivitiesTest {
    private static final String ENVIRONMENT =
            "/subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws";
    private static final String WORKFLOW_ID = "environment/" + ENVIRONMENT;

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setUseTimeskipping(false)
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    private final RunningWorkflows workflows = new RunningWorkflows(temporal.getWorkflowClient(), "environments");
    private final EnvironmentActivitiesImpl activities =
            new EnvironmentActivitiesImpl(workflows, new Parents(workflows));

    EnvironmentActivitiesTest() {
        Worker worker = temporal.newWorker("environments");
        worker.registerWorkflowImplementationTypes(Listener.class);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void theFirstWordStartsTheEnvironmentAndTheNextReachesTheSame() {
        activities.askTurn(asked("churn-prod"));
        activities.intend(new Intention(ENVIRONMENT, "r-1", List.of(), false, 1, Claims.none(), null));
        activities.release(TurnReleased.untouched(ENVIRONMENT, "r-1", 1, RequestState.READY));

        assertThat(heard()).isEqualTo("churn-prod: asked r-1, intended r-1, released r-1");
    }

    @Test
    void anEnvironmentThatWasLostIsStartedAgainByAnyWord() {
        activities.release(TurnReleased.untouched(ENVIRONMENT, "r-1", 1, RequestState.READY));

        assertThat(heard()).isEqualTo("ws: released r-1");
    }

    @Test
    void theLedgerOfAnUnknownEnvironmentIsEmpty() {
        assertThat(activities.ledger(ENVIRONMENT)).isEqualTo(Ledger.empty());

        activities.askTurn(asked("churn-prod"));

        assertThat(activities.ledger(ENVIRONMENT)).isEqualTo(Ledger.empty());
    }

    @Test
    void aRunIsRunningUntilItIsClosedOrForgotten() {
        activities.askTurn(asked("churn-prod"));
        WorkflowStub stub = temporal.getWorkflowClient().newUntypedWorkflowStub(WORKFLOW_ID);
        String runId = stub.describe().getExecution().getRunId();
        assertThat(activities.isRunning(WORKFLOW_ID, runId)).isTrue();

        stub.terminate("test");

        assertThat(activities.isRunning(WORKFLOW_ID, runId)).isFalse();
        assertThat(activities.isRunning("request/never-was", runId)).isFalse();
    }

    private String heard() {
        return temporal.getWorkflowClient()
                .newWorkflowStub(EnvironmentWorkflow.class, WORKFLOW_ID)
                .state()
                .name();
    }

    private static TurnAsked asked(String name) {
        return new TurnAsked(
                ENVIRONMENT,
                name,
                "r-1",
                "request/r-1",
                "run-1",
                "digest",
                Instant.EPOCH,
                1,
                RequestType.APPLY,
                "churn");
    }

    /** Tells, in the place of its name, what it has heard. */
    public static final class Listener implements EnvironmentWorkflow {
        private final List<String> words = new ArrayList<>();
        private EnvironmentState first = EnvironmentState.of("", "");

        @Override
        public void run(EnvironmentState state) {
            first = state;
            Workflow.await(() -> false);
        }

        @Override
        public void turnAsked(TurnAsked asked) {
            words.add("asked " + asked.requestId());
        }

        @Override
        public void intended(Intention intention) {
            words.add("intended " + intention.requestId());
        }

        @Override
        public void turnReleased(TurnReleased released) {
            words.add("released " + released.requestId());
        }

        @Override
        public void stuckAccepted(StuckAccepted accepted) {
            words.add("accepted " + accepted.requestId());
        }

        @Override
        public EnvironmentState state() {
            return EnvironmentState.of(first.environment(), first.name() + ": " + String.join(", ", words));
        }
    }
}
