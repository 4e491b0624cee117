package dev.palisade.activities.events;

import static dev.palisade.activities.events.OutcomeSamples.AT;
import static dev.palisade.activities.events.OutcomeSamples.WORKSPACE;
import static dev.palisade.activities.events.OutcomeSamples.outcome;
import static dev.palisade.activities.events.OutcomeSamples.status;
import static dev.palisade.activities.events.OutcomeSamples.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.Language;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Where;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class OutcomeActivitiesTest {
    private static final SlowWait TURN =
            new SlowWait(Where.TURN, AT, Duration.ZERO, WhoseMove.NOBODY, "r-0 has the turn", null, null, "r-0");

    private final List<ServiceBusMessage> sent = new ArrayList<>();
    private final List<Duration> patience = new ArrayList<>();
    private final AtomicBoolean withinTask = new AtomicBoolean();
    private final AtomicLong nanos = new AtomicLong();
    private boolean away;
    private final OutcomeActivitiesImpl activities = new OutcomeActivitiesImpl(this::send, withinTask::get, nanos::get);

    private void send(List<ServiceBusMessage> messages, Duration howLong) {
        patience.add(howLong);
        if (away) {
            throw new AmqpException(true, "connection refused", null);
        }
        sent.addAll(messages);
    }

    @Test
    void anOutcomeIsACloudEventThatOneCanFilterWithoutReadingIt() {
        activities.publish(List.of(outcome(2, RequestState.ROLLED_BACK)));

        ServiceBusMessage message = sent.get(0);
        assertThat(message.getContentType()).isEqualTo("application/cloudevents+json");
        assertThat(message.getMessageId()).isEqualTo("r-1/2");
        assertThat(message.getSessionId()).isEqualTo("r-1");
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
                        "ROLLED_BACK",
                        "event",
                        "rolled_back"));

        CloudEvent event = new JsonFormat().deserialize(message.getBody().toBytes());
        assertThat(event.getId()).isEqualTo("r-1/2");
        assertThat(event.getType()).isEqualTo("dev.palisade.outcome.rolled_back.v1");
        assertThat(event.getSubject()).isEqualTo(WORKSPACE);
        assertThat(event.getTime()).hasToString("2026-11-22T12:00:00.250Z");

        JsonNode data = data(0);
        assertThat(data.at("/failure/code").asText()).isEqualTo("QuotaExceeded");
        assertThat(data.path("acceptedAt").asText()).isEqualTo("2026-11-22T12:00:00.250Z");
        assertThat(data.at("/plannedSteps/0/title").asText()).isEqualTo("Create it");
        assertThat(data.path("planHash").asText()).isEqualTo("abc");
    }

    @Test
    void anOutcomeOfAStepIsOfThatStepOnly() {
        activities.publish(List.of(step(OutcomeType.STEP_WAITING, StepState.IN_FLIGHT, 1)));

        ServiceBusMessage message = sent.get(0);
        assertThat(message.getMessageId()).isEqualTo("r-1/step.waiting/1/compute/c");
        assertThat(message.getSessionId()).isEqualTo("r-1");
        assertThat(message.getApplicationProperties())
                .containsEntry("event", "step.waiting")
                .containsEntry("state", "APPLYING")
                .containsEntry("team", "churn");
        assertThat(message.getSubject()).isEqualTo("dev.palisade.outcome.step.waiting.v1");
        assertThat(data(0).at("/waiting/retryAfter").asText()).isEqualTo("PT30S");
        assertThat(data(0).at("/step/resource").asText()).isEqualTo(WORKSPACE + "/computes/c");
        assertThat(message.getBody().toBytes()).hasSizeLessThan(2_000);
    }

    /** A workflow task that is lost after it has published may go another way; then what it says must not pass for a copy. */
    @Test
    void anIdSaysWhatIsToldAndNotWhichInOrderItIs() {
        activities.publish(List.of(
                outcome(OutcomeType.READY, RequestState.READY),
                outcome(OutcomeType.CANCELLED, RequestState.CANCELLED),
                step(OutcomeType.STEP_STARTED, StepState.BEGINNING, 1),
                step(OutcomeType.STEP_STARTED, StepState.BEGINNING, 2)));

        assertThat(sent)
                .extracting(ServiceBusMessage::getMessageId)
                .containsExactly(
                        "r-1/ready/1",
                        "r-1/cancelled/1",
                        "r-1/step.started/1/compute/c",
                        "r-1/step.started/2/compute/c");
    }

    @Test
    void idsAreNeverLongerThanTheBrokerTakesAndStayApart() {
        String longId = "r".repeat(200);
        activities.publish(List.of(
                step(longId, OutcomeType.STEP_STARTED, StepState.BEGINNING, 1),
                step(longId, OutcomeType.STEP_STARTED, StepState.BEGINNING, 2),
                outcome(longId, OutcomeType.READY, RequestState.READY)));

        assertThat(sent)
                .extracting(ServiceBusMessage::getMessageId)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.length() == BoundedId.LIMIT);
        assertThat(sent).extracting(ServiceBusMessage::getSessionId).containsOnly(BoundedId.of(longId));
        assertThat(sent.get(0).getApplicationProperties()).containsEntry("requestId", longId);
    }

    /** A second attempt counts from 1 again, and must not be taken for a copy of the first. */
    @Test
    void eachAttemptHasEventsOfItsOwn() {
        activities.publish(
                List.of(new Outcome(1, AT, status("r-1", RequestState.CANCELLED, 2, OutcomeSamples.cancelled()))));

        assertThat(sent.get(0).getMessageId()).isEqualTo("r-1/attempt-2/1");
        assertThat(sent.get(0).getSessionId()).as("one story").isEqualTo("r-1");
        assertThat(data(0).path("attempt").asInt()).isEqualTo(2);
        assertThat(data(0).path("requestType").asText()).isEqualTo("APPLY");
        assertThat(data(0).path("by").asText()).isEqualTo("mina");
        assertThat(data(0).at("/cancelled/reason").asText()).isEqualTo("not needed");
        assertThat(data(0).at("/cancelled/steps/0/state").asText()).isEqualTo("IN_FLIGHT");
    }

    @Test
    void findingsAndWhatHelpsAreToldInTheLanguageOfTheRequest() {
        activities.publish(
                List.of(in(Language.KO, outcome(1, RequestState.REJECTED)), outcome(2, RequestState.REJECTED)));

        assertThat(data(0).path("language").asText()).isEqualTo("ko");
        assertThat(data(0).at("/findings/0/sentence").asText())
                .isEqualTo("가상 네트워크 net에 서브넷 training이(가) 없습니다. 있는 서브넷: default, aks.");
        assertThat(data(0).at("/findings/0/arguments/subnet").asText()).isEqualTo("training");
        assertThat(data(0).at("/failure/obstacle").asText()).isEqualTo("QUOTA");
        assertThat(data(0).at("/failure/remedy").asText()).contains("할당량");
        assertThat(data(0).at("/failure/message").asText()).isEqualTo("No cores.");
        assertThat(data(1).path("language").asText()).isEqualTo("en");
        assertThat(data(1).at("/findings/0/remedy").asText()).startsWith("Create the subnet first");
    }

    private static Outcome in(Language language, Outcome outcome) {
        return new Outcome(
                outcome.sequence(),
                outcome.at(),
                outcome.status(),
                outcome.step(),
                outcome.type(),
                outcome.occurrence(),
                language);
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
        away = true;

        assertThatThrownBy(this::publish).isInstanceOfSatisfying(ApplicationFailure.class, failure -> {
            assertThat(failure.getType()).isEqualTo("RETRY");
            assertThat(failure.isNonRetryable()).isFalse();
            assertThat(failure.getOriginalMessage()).contains("connection refused");
            assertThat(failure.getStackTrace()).isEmpty();
        });
    }

    @Test
    void withinAWorkflowTaskABrokerThatIsKnownToBeAwayIsNotWaitedFor() {
        withinTask.set(true);
        away = true;
        assertThatThrownBy(this::publish).isInstanceOf(ApplicationFailure.class);
        assertThatThrownBy(this::publish).hasMessageContaining("a moment ago");
        assertThat(patience).as("one try").containsExactly(Duration.ofSeconds(1));

        nanos.addAndGet(TopicOutage.REMEMBERED.toNanos());
        assertThatThrownBy(this::publish).hasMessageContaining("connection refused");
        assertThat(patience).hasSize(2);
    }

    @Test
    void whoeverMayWaitTriesAllTheSameAndSoEndsTheOutage() {
        withinTask.set(true);
        away = true;
        assertThatThrownBy(this::publish).isInstanceOf(ApplicationFailure.class);

        withinTask.set(false);
        away = false;
        publish();
        withinTask.set(true);
        publish();
        assertThat(sent).hasSize(2);
    }

    @Test
    void anOutcomeThatNoBatchCanHoldIsNotTriedForEver() {
        OutcomeActivitiesImpl small = new OutcomeActivitiesImpl(
                (messages, howLong) -> {
                    throw new OutcomeTooLarge("r-1/1", 10);
                },
                () -> false,
                () -> 0);

        assertThatThrownBy(() -> small.publish(List.of(outcome(1, RequestState.READY))))
                .isInstanceOfSatisfying(
                        ApplicationFailure.class,
                        failure -> assertThat(failure.isNonRetryable()).isTrue());
    }

    @Test
    void whatIsSlowIsToldInTheSessionOfItsRequestUnderTheNameOfTheWait() {
        SlowOutcomes slow = new SlowOutcomes(this::send);
        slow.tell(SlowOutcome.of(status("r-1", RequestState.WAITING_FOR_TURN, 2, null), TURN));
        slow.tell(SlowOutcome.of(OutcomeSamples.request("r-2"), TURN));

        ServiceBusMessage message = sent.get(0);
        assertThat(message.getMessageId()).isEqualTo("r-1/attempt-2/slow/turn/" + AT.toEpochMilli());
        assertThat(message.getSessionId()).isEqualTo("r-1");
        assertThat(message.getSubject()).isEqualTo("dev.palisade.outcome.slow.v1");
        assertThat(message.getApplicationProperties())
                .containsEntry("requestId", "r-1")
                .containsEntry("event", "slow")
                .containsEntry("where", "TURN")
                .containsEntry("team", "churn")
                .containsEntry("state", "WAITING_FOR_TURN");
        assertThat(data(0).at("/wait/heldBy").asText()).isEqualTo("r-0");
        assertThat(data(0).at("/wait/usual").asText()).isEqualTo("PT0S");
        assertThat(sent.get(1).getMessageId()).isEqualTo("r-2/slow/turn/" + AT.toEpochMilli());
        assertThat(sent.get(1).getApplicationProperties()).doesNotContainKey("state");
    }

    @Test
    void whatIsSlowAndTheTopicDoesNotTakeIsSaidToBeUntold() {
        away = true;

        SlowOutcome outcome = SlowOutcome.of(OutcomeSamples.request("r-2"), TURN);
        assertThatThrownBy(() -> new SlowOutcomes(this::send).tell(outcome))
                .isInstanceOf(SlowOutcomes.Untold.class)
                .hasMessageContaining("connection refused");
    }

    private void publish() {
        activities.publish(List.of(outcome(1, RequestState.READY)));
    }

    private JsonNode data(int message) {
        return OutcomeSchemas.parsed(sent.get(message)).path("data");
    }
}
