package dev.palisade.workflows.request;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.fake.SignallingEnvironment;
import dev.palisade.workflows.fake.Stage;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.BatchRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A grant goes its own way: it may come before the request has asked, or after it has given the turn back. */
class TurnTest {
    private static final int GENERATION = 7;
    private static final TurnGranted GRANT = new TurnGranted(GENERATION, false, Ledger.empty(), null, null, null);

    private final TestWorkflowEnvironment temporal =
            TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                    .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                            .setDataConverter(Payloads.converter())
                            .build())
                    .build());
    /** Hears what is said to it and grants nothing, so that each grant is this test's own. */
    private final SignallingEnvironment environment = new SignallingEnvironment(temporal::getWorkflowClient, 0);

    @WorkflowInterface
    public interface TakesATurn {
        /** @return the generation that was granted */
        @WorkflowMethod
        int take(Request request);

        @SignalMethod
        void turnGranted(TurnGranted grant);
    }

    public static final class TakesOneTurn implements TakesATurn {
        private final Turn turn;

        @WorkflowInit
        public TakesOneTurn(Request request) {
            turn = new Turn(request);
        }

        @Override
        public int take(Request request) {
            return turn.take().generation();
        }

        @Override
        public void turnGranted(TurnGranted grant) {
            turn.granted(grant);
        }
    }

    @WorkflowInterface
    public interface GivesATurnBack {
        /** @return true if it holds the turn in the end */
        @WorkflowMethod
        boolean giveBackAndBeGranted(Request request);
    }

    public static final class GivesOneTurnBack implements GivesATurnBack {
        @Override
        public boolean giveBackAndBeGranted(Request request) {
            Turn turn = new Turn(request);
            turn.granted(GRANT);
            turn.take();
            turn.giveBackForNow();
            turn.granted(GRANT);
            return turn.held();
        }
    }

    @BeforeEach
    void start() {
        Worker worker = temporal.newWorker(TemporalNames.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(TakesOneTurn.class, GivesOneTurnBack.class);
        worker.registerActivitiesImplementations(environment);
        temporal.start();
    }

    @AfterEach
    void close() {
        temporal.close();
    }

    @Test
    void aGrantThatComesBeforeTheRequestHasAskedIsKept() {
        WorkflowClient client = temporal.getWorkflowClient();
        TakesATurn request = client.newWorkflowStub(TakesATurn.class, options());
        BatchRequest grantFirst = client.newSignalWithStartRequest();
        grantFirst.add(request::take, Stage.request("r1"));
        grantFirst.add(request::turnGranted, GRANT);
        client.signalWithStart(grantFirst);

        assertThat(WorkflowStub.fromTyped(request).getResult(Integer.class)).isEqualTo(GENERATION);
        assertThat(environment.calls()).as("neither sent back nor asked again").isEmpty();
    }

    @Test
    void aGrantThatCrossesWithGivingTheTurnBackGoesStraightBack() {
        GivesATurnBack request = temporal.getWorkflowClient().newWorkflowStub(GivesATurnBack.class, options());

        assertThat(request.giveBackAndBeGranted(Stage.request("r1"))).isFalse();
        assertThat(environment.calls()).containsExactly("release r1 null", "release r1 null");
    }

    private static WorkflowOptions options() {
        return WorkflowOptions.newBuilder()
                .setTaskQueue(TemporalNames.TASK_QUEUE)
                .build();
    }
}
