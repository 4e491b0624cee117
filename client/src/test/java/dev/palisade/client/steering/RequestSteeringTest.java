package dev.palisade.client.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.client.SampleRequest;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.failure.ExitCode;
import dev.palisade.client.temporal.RequestInput;
import dev.palisade.client.temporal.RequestReader;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        List.of(TemporalNames.ENVIRONMENT, TemporalNames.TEAM, TemporalNames.STATE, TemporalNames.PROFILE)
                .forEach(key ->
                        options.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        temporal = TestWorkflowEnvironment.newInstance(options.build());
        temporal.newWorker(TemporalNames.TASK_QUEUE).registerWorkflowImplementationTypes(SteerableRequest.class);
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
        Request request = message(state);
        RequestWorkflow workflow =
                temporal.getWorkflowClient().newWorkflowStub(RequestWorkflow.class, RequestStart.options(request));
        WorkflowStub.fromTyped(workflow).start(request);
    }

    private RequestStatus result(String workflowId) {
        return temporal.getWorkflowClient().newUntypedWorkflowStub(workflowId).getResult(RequestStatus.class);
    }

    private static Request message(RequestState rests) {
        return SampleRequest.message(
                ID, JsonNodeFactory.instance.objectNode().put("rests", rests.name()), Profile.CURRENT);
    }
}
