package dev.palisade.client.temporal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Where;
import io.temporal.activity.ActivityInterface;
import io.temporal.activity.ActivityOptions;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.common.SearchAttributes;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import io.temporal.workflow.QueryMethod;
import io.temporal.workflow.SignalMethod;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInterface;
import io.temporal.workflow.WorkflowMethod;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestReaderTest {
    private static final String ID = "churn-1";

    private final CountDownLatch attempted = new CountDownLatch(1);
    private TestWorkflowEnvironment temporal;
    private WorkflowStub workflow;
    private RequestReader reader;

    @BeforeEach
    void startARequest() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        TemporalNames.SEARCH_ATTRIBUTES.forEach(
                key -> options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        WorkflowClient client = temporal.getWorkflowClient();
        reader = new RequestReader(client, "in this test", Clock.systemUTC());
        workflow = client.newUntypedWorkflowStub(
                "Request",
                WorkflowOptions.newBuilder()
                        .setWorkflowId(Request.WORKFLOW_ID_PREFIX + ID)
                        .setTaskQueue(TemporalNames.TASK_QUEUE)
                        .setTypedSearchAttributes(SearchAttributes.newBuilder()
                                .set(TemporalNames.STATE, RequestState.APPLYING.name())
                                .set(TemporalNames.TEAM, "research")
                                .build())
                        .build());
        workflow.start();
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aWorkersAnswerComesWithWhatItsStepsWaitFor() throws InterruptedException {
        startWorker();
        attempted.await();

        RequestView view = afterTheFirstFailure();

        assertThat(view.source()).isEqualTo(RequestView.Source.WORKER);
        assertThat(view.status()).isEqualTo(SampleRequest.applying());
        assertThat(view.pendingFor(SampleRequest.CLUSTER.id())).hasValueSatisfying(pending -> {
            assertThat(pending.activity()).isEqualTo("step.Await");
            assertThat(pending.attempt()).isEqualTo(2);
            assertThat(pending.lastFailure()).isEqualTo("myaks is Creating");
        });
        assertThat(view.resting()).isFalse();
    }

    @Test
    void aClosedRequestGivesItsResultWithoutAWorker() {
        startWorker();
        workflow.signal("end");
        workflow.getResult(RequestStatus.class);
        temporal.getWorkerFactory().shutdownNow();

        RequestView view = reader.read(ID);

        assertThat(view.source()).isEqualTo(RequestView.Source.RESULT);
        assertThat(view.status()).isEqualTo(SampleRequest.ready());
        assertThat(view.exitCode()).hasValue(0);
    }

    @Test
    void aRequestTerminatedFromOutsideHasNoOutcome() {
        workflow.terminate("by an operator");

        RequestView view = reader.read(ID);

        assertThat(view.listing().execution()).isEqualTo(RequestListing.Execution.TERMINATED);
        assertThat(view.resting()).isTrue();
        assertThat(view.exitCode()).hasValue(9);
    }

    @Test
    void whatTheServerAloneKnowsIsReadFromSearchAttributes() {
        RequestListing listing = reader.read(ID).listing();

        assertThat(listing.state()).isEqualTo("APPLYING");
        assertThat(listing.team()).isEqualTo("research");
        assertThat(listing.step()).isNull();
        assertThat(listing.closedAt()).isNull();
    }

    @Test
    void aRequestForWhichNoWorkerAnswersIsSlowAfterAWhile() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(1));

        assertThat(reader.read(ID).slow()).isEmpty();
        assertThat(new RequestReader(temporal.getWorkflowClient(), "in this test", later)
                        .read(ID)
                        .slow())
                .extracting(SlowWait::where)
                .containsExactly(Where.TEMPORAL);
    }

    @Test
    void aRequestThatIsNotThereIsSaidSo() {
        assertThat(reader.find("other")).isEmpty();
        assertThatThrownBy(() -> reader.read("other"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageStartingWith("There is no request other in Temporal at in this test.");
    }

    @Test
    void aQuoteInAFilterStaysInItsString() {
        assertThat(new RequestQuery("READY", "o'hara", null).text())
                .isEqualTo("WorkflowType = 'Request' AND PalisadeState = 'READY' AND PalisadeTeam = 'o\\'hara'");
    }

    /** The activity tells us that it ran, the server a moment later that it failed. */
    private RequestView afterTheFirstFailure() {
        RequestView view = reader.read(ID);
        while (view.pendingFor(SampleRequest.CLUSTER.id())
                .filter(pending -> pending.lastFailure() != null)
                .isEmpty()) {
            view = reader.read(ID);
        }
        return view;
    }

    private void startWorker() {
        Worker worker = temporal.newWorker(TemporalNames.TASK_QUEUE);
        worker.registerWorkflowImplementationTypes(WaitingRequest.class);
        worker.registerActivitiesImplementations((NeverDone) call -> {
            attempted.countDown();
            throw ApplicationFailure.newBuilder()
                    .setMessage("myaks is Creating")
                    .setType("WAIT")
                    .setNextRetryDelay(Duration.ofMinutes(10))
                    .build();
        });
        temporal.start();
    }

    /** As the real one looks to a reader: same type, same query, a step that Azure is not done with. */
    @WorkflowInterface
    public interface ReadableRequest {
        @WorkflowMethod(name = "Request")
        RequestStatus run();

        @SignalMethod
        void end();

        @QueryMethod
        RequestStatus status();
    }

    @ActivityInterface(namePrefix = "step.")
    public interface NeverDone {
        void await(StepActivities.StepCall call);
    }

    public static final class WaitingRequest implements ReadableRequest {
        private boolean ended;

        @Override
        public RequestStatus run() {
            NeverDone step = Workflow.newActivityStub(
                    NeverDone.class,
                    ActivityOptions.newBuilder()
                            .setStartToCloseTimeout(Duration.ofSeconds(10))
                            .build());
            var unused = io.temporal.workflow.Async.procedure(
                    step::await, new StepActivities.StepCall(ID, "environment", SampleRequest.CLUSTER));
            Workflow.await(() -> ended);
            return SampleRequest.ready();
        }

        @Override
        public void end() {
            ended = true;
        }

        @Override
        public RequestStatus status() {
            return SampleRequest.applying();
        }
    }
}
