package dev.palisade.client.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.temporal.RequestInput;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Generation;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.environment.EnvironmentWorkflowImpl;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RequestSteeringTest {
    private static final String ID = "churn-1";
    private static final Clock LATER = Clock.fixed(SampleRequest.START.plusSeconds(60), ZoneOffset.UTC);
    private static final PlanHashPrefix WAITING = PlanHashPrefix.of("3f5a9c1e");

    private TestWorkflowEnvironment temporal;
    private RequestReader reader;
    private RequestSteering steering;

    @BeforeEach
    void startTemporal() {
        TestEnvironmentOptions.Builder options = TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
        TemporalNames.SEARCH_ATTRIBUTES.forEach(
                key -> options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        temporal.newWorker(TemporalNames.TASK_QUEUE)
                .registerWorkflowImplementationTypes(SteerableRequest.class, EnvironmentWorkflowImpl.class);
        temporal.start();
        WorkflowClient client = temporal.getWorkflowClient();
        reader = new RequestReader(client, "in this test", Clock.systemUTC());
        steering = new RequestSteering(client, reader, LATER);
    }

    @AfterEach
    void stop() {
        temporal.close();
    }

    @Test
    void aRetryIsAFurtherAttemptOfTheSameContentWithItsHistoryIntact() {
        resting(RequestState.PARKED);

        Request attempt = steering.again(Steering.RETRY, ID, "kim");

        assertThat(attempt)
                .isEqualTo(new RequestInput(temporal.getWorkflowClient())
                        .of("request/churn-1/attempt-2")
                        .orElseThrow());
        assertThat(attempt).isEqualTo(message(RequestState.PARKED).again(2, RequestType.APPLY, "kim", LATER.instant()));
        result("request/churn-1/attempt-2");
        RequestView newest = reader.newest(ID);
        assertThat(newest.listing().attempt()).isEqualTo(2);
        assertThat(newest.listing().team()).isEqualTo("research");
        assertThat(reader.before(newest)).singleElement().satisfies(first -> {
            assertThat(first.listing().id()).isEqualTo(ID);
            assertThat(first.state()).contains(RequestState.PARKED);
        });
    }

    @Test
    void aRetryAfterAnAcceptanceIsOfWhatTheMessageAskedFor() {
        resting(RequestState.STUCK);
        steering.again(Steering.RESUME, ID, "kim");
        result("request/churn-1/attempt-2");

        Request third = steering.again(Steering.RETRY, ID, "lee");

        assertThat(third.workflowId()).isEqualTo("request/churn-1/attempt-3");
        assertThat(third.type()).isEqualTo(RequestType.APPLY);
        assertThat(new RequestInput(temporal.getWorkflowClient()).of("request/churn-1/attempt-2"))
                .hasValueSatisfying(second -> assertThat(second.type()).isEqualTo(RequestType.RESUME));
    }

    @ParameterizedTest
    @EnumSource(names = {"ROLLED_BACK", "CANCELLED", "REJECTED"})
    void aStuckEnvironmentIsReachedHoweverTheRetryEnded(RequestState then) {
        environment(null, ID);
        start(message(content(RequestState.STUCK, 2).put("then", then.name())));
        result("request/churn-1");
        steering.again(Steering.RETRY, ID, "kim");
        result("request/churn-1/attempt-2");
        assertThat(reader.newest(ID).state()).contains(then);

        Request resumed = steering.again(Steering.RESUME, ID, "kim");

        assertThat(resumed.workflowId()).isEqualTo("request/churn-1/attempt-3");
        assertThat(resumed.type()).isEqualTo(RequestType.RESUME);
        result("request/churn-1/attempt-3");
        assertThat(steering.again(Steering.ACCEPT, ID, "kim").type()).isEqualTo(RequestType.ACCEPT);
    }

    @Test
    void aTerminatedRequestWhoseBurialIsStuckCanBeResumed() {
        environment(null, ID);
        start(RequestState.APPLYING);
        temporal.getWorkflowClient().newUntypedWorkflowStub("request/churn-1").terminate("by an operator");

        assertThat(steering.again(Steering.RESUME, ID, "kim").type()).isEqualTo(RequestType.RESUME);
    }

    @Test
    void anEarlierAttemptIsNotSteeredAndTheNewestIsNamed() {
        environment(null, ID);
        resting(RequestState.STUCK);
        steering.again(Steering.RETRY, ID, "kim");
        result("request/churn-1/attempt-2");

        assertThatThrownBy(() -> steering.again(Steering.RESUME, "churn-1/attempt-1", "kim"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("attempt 2 is")
                .hasMessageContaining("./palisade resume churn-1");
        assertThat(reader.find("churn-1/attempt-3")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PARKED, 2, 3", "ROLLED_BACK, 2, 3", "REJECTED, 3, 3"})
    void aRetryDoesNotBringBackAnOlderDocumentThanTheOneThatStands(RequestState rests, int mine, int standing) {
        environment(new Generation(standing, "churn-2", "digest"), null);
        start(message(content(rests, mine)));
        result("request/churn-1");

        assertThatThrownBy(() -> steering.again(Steering.RETRY, ID, "kim"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining(
                        "Generation " + standing + " of environment churn-prod stands, by request churn-2")
                .hasMessageContaining("./palisade submit")
                .hasMessageContaining("./palisade retry churn-1 --anyway")
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(ExitCode.REJECTED);
        assertThat(reader.find("churn-1/attempt-2")).isEmpty();

        assertThat(steering.retryAnyway(ID, "kim").workflowId()).isEqualTo("request/churn-1/attempt-2");
    }

    @Test
    void aRetryOfTheNewestDocumentReplacesTheOlderOneThatStands() {
        environment(new Generation(2, "churn-0", "digest"), null);
        start(message(content(RequestState.ROLLED_BACK, 3)));
        result("request/churn-1");

        assertThat(steering.again(Steering.RETRY, ID, "kim").attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"-60, true", "60, false"})
    void ofARequestThatNeverHadATurnTheMessageSaysWhoseDocumentIsNewer(int seconds, boolean allowed) {
        environment(new Generation(1, "churn-2", "digest"), null);
        start(message("churn-2", content(RequestState.READY, 1), SampleRequest.START.plusSeconds(seconds)));
        start(message(content(RequestState.CANCELLED, 0)));
        result("request/churn-1");

        if (allowed) {
            assertThat(steering.again(Steering.RETRY, ID, "kim").attempt()).isEqualTo(2);
        } else {
            assertThatThrownBy(() -> steering.again(Steering.RETRY, ID, "kim"))
                    .hasMessageContaining("by request churn-2");
        }
    }

    @Test
    void anOperationIsRetriedWhateverStands() {
        environment(new Generation(3, "churn-2", "digest"), null);
        Request scale =
                message(content(RequestState.PARKED, 2)).again(1, RequestType.COMPUTE_SCALE, "kim", LATER.instant());
        start(scale);
        result("request/churn-1");

        assertThat(steering.again(Steering.RETRY, ID, "kim").type()).isEqualTo(RequestType.COMPUTE_SCALE);
    }

    @Test
    void withoutAWorkerNobodyCanSayWhatStandsAndARetryOfADocumentWaits() {
        environment(new Generation(1, "churn-1", "digest"), null);
        resting(RequestState.PARKED);
        temporal.getWorkerFactory().shutdownNow();
        temporal.getWorkerFactory().awaitTermination(10, TimeUnit.SECONDS);

        assertThatThrownBy(() -> steering.again(Steering.RETRY, ID, "kim"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("No worker answers")
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(ExitCode.UNAVAILABLE);
        assertThat(steering.retryAnyway(ID, "kim").attempt()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "READY|RETRY|It is at its end",
                "READY|CANCEL|Only a request that still runs can be cancelled",
                "PARKED|RESUME|./palisade accept churn-1",
                "ROLLED_BACK|ACCEPT|./palisade retry churn-1",
                "STUCK|CANCEL|./palisade resume churn-1",
                "AWAITING_APPROVAL|RETRY|./palisade approve churn-1 --plan 3f5a9c1e77aa"
            })
    void whatTheStateDoesNotAllowIsRefusedWithWhatWouldHelp(RequestState state, Steering step, String instead) {
        start(state);
        if (state.resting()) {
            result("request/churn-1");
        }

        assertThatThrownBy(() -> {
                    if (step == Steering.CANCEL) {
                        steering.cancel(ID, "late");
                    } else {
                        steering.again(step, ID, "kim");
                    }
                })
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("Request churn-1 is " + state)
                .hasMessageContaining(instead)
                .extracting(failure -> ((CommandFailure) failure).exitCode())
                .isEqualTo(ExitCode.REJECTED);
        assertThat(reader.find("churn-1/attempt-2")).isEmpty();
    }

    @Test
    void theBeginningOfTheHashIsEnoughToApproveThePlanThatWaits() {
        start(RequestState.AWAITING_APPROVAL);

        assertThat(steering.decide(ID, WAITING, true, "kim").hash()).isEqualTo("3f5a9c1e77aa");

        RequestStatus end = result("request/churn-1");
        assertThat(end.state()).isEqualTo(RequestState.READY);
        assertThat(end.cancelReason()).isEqualTo("kim");
    }

    @Test
    void anotherPlanThanTheOneThatWaitsIsNotApprovedAndBothAreNamed() {
        start(RequestState.AWAITING_APPROVAL);

        assertThatThrownBy(() -> steering.decide(ID, PlanHashPrefix.of("00000000"), true, "kim"))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("3f5a9c1e77aa")
                .hasMessageContaining("00000000");
        assertThat(reader.newest(ID).state()).contains(RequestState.AWAITING_APPROVAL);
    }

    @Test
    void whatTheRequestItselfRefusesIsToldInItsWords() {
        start(RequestState.AWAITING_APPROVAL);

        assertThatThrownBy(() -> steering.decide(ID, WAITING, true, "nobody"))
                .isInstanceOf(CommandFailure.class)
                .hasMessage("Refused by the request: nobody has already decided.");
    }

    @Test
    void aRefusalEndsIt() {
        start(RequestState.AWAITING_APPROVAL);

        steering.decide(ID, WAITING, false, "kim");

        assertThat(result("request/churn-1").state()).isEqualTo(RequestState.CANCELLED);
    }

    @Test
    void aCancelReachesTheRequestWithItsReason() {
        start(RequestState.APPLYING);

        steering.cancel(ID, "wrong subnet, by kim");

        assertThat(result("request/churn-1").cancelReason()).isEqualTo("wrong subnet, by kim");
    }

    private void resting(RequestState state) {
        start(state);
        result("request/churn-1");
    }

    private void start(RequestState state) {
        start(message(state));
    }

    /** The real one, as it would be by then. */
    private void environment(Generation desired, String stuck) {
        EnvironmentState state = new EnvironmentState(
                SampleRequest.WORKSPACE.key(),
                "churn-prod",
                desired,
                9,
                null,
                List.of(),
                Ledger.empty(),
                List.of(),
                stuck,
                null,
                null,
                List.of());
        EnvironmentWorkflow workflow = temporal.getWorkflowClient()
                .newWorkflowStub(
                        EnvironmentWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + SampleRequest.WORKSPACE.key())
                                .setTaskQueue(TemporalNames.TASK_QUEUE)
                                .build());
        WorkflowClient.start(workflow::run, state);
    }

    private void start(Request request) {
        RequestWorkflow workflow =
                temporal.getWorkflowClient().newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        WorkflowStub.fromTyped(workflow).start(request);
    }

    private RequestStatus result(String workflowId) {
        return temporal.getWorkflowClient().newUntypedWorkflowStub(workflowId).getResult(RequestStatus.class);
    }

    private static ObjectNode content(RequestState rests, int generation) {
        return JsonNodeFactory.instance.objectNode().put("rests", rests.name()).put("generation", generation);
    }

    private static Request message(RequestState rests) {
        return message(content(rests, 1));
    }

    private static Request message(ObjectNode content) {
        return SampleRequest.message(ID, content, Profile.CURRENT);
    }

    private static Request message(String id, ObjectNode content, Instant acceptedAt) {
        return SampleRequest.message(id, content, Profile.CURRENT)
                .again(1, RequestType.APPLY, "the message", acceptedAt);
    }
}
