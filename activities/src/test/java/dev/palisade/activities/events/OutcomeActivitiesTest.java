package dev.palisade.activities.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeActivitiesTest {
    private static final String WORKSPACE =
            "/subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws";
    private static final Instant AT = Instant.parse("2026-11-22T12:00:00.250Z");

    private final List<ServiceBusMessage> sent = new ArrayList<>();
    private final OutcomeActivitiesImpl activities = new OutcomeActivitiesImpl(sent::addAll);

    @Test
    void anOutcomeIsACloudEventThatOneCanFilterWithoutReadingIt() throws Exception {
        activities.publish(List.of(outcome(2, RequestState.ROLLED_BACK)));

        ServiceBusMessage message = sent.get(0);
        assertThat(message.getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(message.getMessageId()).isEqualTo("r-1/2");
        assertThat(message.getApplicationProperties())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "requestId",
                        "r-1",
                        "environment",
                        WORKSPACE,
                        "team",
                        "churn",
                        "type",
                        "APPLY",
                        "attempt",
                        1,
                        "state",
                        "ROLLED_BACK"));

        CloudEvent event = new JsonFormat().deserialize(message.getBody().toBytes());
        assertThat(event.getId()).isEqualTo("r-1/2");
        assertThat(event.getType()).isEqualTo("dev.palisade.outcome.rolled_back.v1");
        assertThat(event.getSubject()).isEqualTo(WORKSPACE);
        assertThat(event.getTime()).hasToString("2026-11-22T12:00:00.250Z");

        JsonNode data = new ObjectMapper().readTree(message.getBody().toBytes()).path("data");
        assertThat(data.at("/failure/code").asText()).isEqualTo("QuotaExceeded");
        assertThat(data.path("acceptedAt").asText()).isEqualTo("2026-11-22T12:00:00.250Z");
        assertThat(data.at("/plannedSteps/0/title").asText()).isEqualTo("Create it");
        assertThat(data.path("planHash").asText()).isEqualTo("abc");
    }

    /** A second attempt counts from 1 again, and must not be taken for a copy of the first. */
    @Test
    void eachAttemptHasEventsOfItsOwn() throws Exception {
        activities.publish(List.of(new Outcome(1, AT, status(RequestState.CANCELLED, 2, cancelled()))));

        assertThat(sent.get(0).getMessageId()).isEqualTo("r-1/attempt-2/1");
        JsonNode data =
                new ObjectMapper().readTree(sent.get(0).getBody().toBytes()).path("data");
        assertThat(data.path("attempt").asInt()).isEqualTo(2);
        assertThat(data.path("requestType").asText()).isEqualTo("APPLY");
        assertThat(data.path("by").asText()).isEqualTo("mina");
        assertThat(data.at("/cancelled/reason").asText()).isEqualTo("not needed");
        assertThat(data.at("/cancelled/steps/0/state").asText()).isEqualTo("IN_FLIGHT");
    }

    @Test
    void theBodiesOfThePlanStayAtHome() {
        activities.publish(List.of(outcome(1, RequestState.READY)));

        assertThat(sent.get(0).getBody().toString()).doesNotContain("deltas", "only-in-the-plan");
    }

    @Test
    void theSameOutcomeIsTheSameEventEachTime() {
        activities.publish(List.of(outcome(1, RequestState.PLANNED), outcome(2, RequestState.READY)));
        activities.publish(List.of(outcome(1, RequestState.PLANNED)));

        assertThat(sent).extracting(ServiceBusMessage::getMessageId).containsExactly("r-1/1", "r-1/2", "r-1/1");
        assertThat(sent.get(2).getBody().toBytes())
                .isEqualTo(sent.get(0).getBody().toBytes());
    }

    @Test
    void aBrokerThatIsAwayIsTriedAgain() {
        OutcomeActivitiesImpl away = new OutcomeActivitiesImpl(messages -> {
            throw new AmqpException(true, "connection refused", null);
        });

        assertThatThrownBy(() -> away.publish(List.of(outcome(1, RequestState.READY))))
                .isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
                    assertThat(failure.getType()).isEqualTo("RETRY");
                    assertThat(failure.isNonRetryable()).isFalse();
                    assertThat(failure.getOriginalMessage()).contains("connection refused");
                    assertThat(failure.getStackTrace()).isEmpty();
                });
    }

    @Test
    void anOutcomeThatNoBatchCanHoldIsNotTriedForEver() {
        OutcomeActivitiesImpl small = new OutcomeActivitiesImpl(messages -> {
            throw new OutcomeTooLarge("r-1/1", 10);
        });

        assertThatThrownBy(() -> small.publish(List.of(outcome(1, RequestState.READY))))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.isNonRetryable()).isTrue());
    }

    private static Outcome outcome(int sequence, RequestState state) {
        return new Outcome(sequence, AT, status(state));
    }

    private static RequestStatus status(RequestState state) {
        return status(state, 1, null);
    }

    private static Cancelled cancelled() {
        StepProgress inFlight = new StepProgress("compute/c", StepState.IN_FLIGHT, Ownership.CREATED, AT, AT, null);
        return new Cancelled(AT, "not needed", List.of(inFlight));
    }

    private static RequestStatus status(RequestState state, int attempt, @Nullable Cancelled cancelled) {
        AzureFailure failure = new AzureFailure(
                FailureClass.NEEDS_A_PERSON,
                "creating compute cluster c",
                WORKSPACE + "/computes/c",
                "QuotaExceeded",
                "No cores.",
                WhoseMove.ADMINISTRATOR,
                "id-1",
                "id-2");
        return new RequestStatus(
                "r-1",
                RequestType.APPLY,
                WORKSPACE,
                "churn-prod",
                "churn",
                state,
                1,
                AT,
                AT,
                plan(),
                List.of(),
                List.of(),
                "compute/c",
                failure,
                List.of(),
                List.of(),
                cancelled,
                attempt,
                attempt > 1 ? "mina" : null,
                null);
    }

    private static Plan plan() {
        ResourceId workspace = ResourceId.of(WORKSPACE);
        Step step = new Step(
                "compute/c",
                ResourceKind.AML_COMPUTE,
                Step.Action.CREATE,
                workspace.child("computes", "c"),
                "Create it",
                List.of(Delta.creation(JsonNodeFactory.instance.objectNode().put("x", "only-in-the-plan"))),
                List.of(),
                Step.Undo.DELETE_WHAT_WE_CREATED,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(3),
                "",
                List.of());
        return new Plan(workspace, Profile.CURRENT, List.of(step), List.of(), Claims.none(), List.of(), "abc");
    }
}
