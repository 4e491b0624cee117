package dev.palisade.activities.events;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.RequestFacts;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Publishes outcomes as CloudEvents. A copy has the id of the first, in the event and as the broker's message id. The session is the
 * request, all attempts at it: a subscription with sessions hands its outcomes over in order.
 */
public final class OutcomeActivitiesImpl implements OutcomeActivities {
    /** A workflow task waits for it, and with that task what is to begin in Azure. */
    private static final Duration WITHIN_A_TASK = Duration.ofSeconds(1);
    /** Less than the time that an attempt of the activity has. */
    private static final Duration BESIDE_IT = Duration.ofSeconds(30);

    private final OutcomeSender sender;
    private final BooleanSupplier withinTask;
    private final TopicOutage outage;

    public OutcomeActivitiesImpl(OutcomeSender sender) {
        this(sender, () -> Activity.getExecutionContext().getInfo().isLocal(), System::nanoTime);
    }

    OutcomeActivitiesImpl(OutcomeSender sender, BooleanSupplier withinTask, LongSupplier nanoTime) {
        this.sender = sender;
        this.withinTask = withinTask;
        this.outage = new TopicOutage(nanoTime);
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        boolean waitedFor = withinTask.getAsBoolean();
        if (waitedFor && outage.lasts()) {
            throw failure(FailureClass.RETRY, "Service Bus took no outcomes a moment ago", false);
        }
        try {
            sender.send(
                    outcomes.stream().map(OutcomeActivitiesImpl::message).toList(),
                    waitedFor ? WITHIN_A_TASK : BESIDE_IT);
            outage.end();
        } catch (ServiceBusException | AmqpException away) {
            outage.notice();
            throw failure(FailureClass.RETRY, "Service Bus does not take the outcomes: " + away.getMessage(), false);
        } catch (OutcomeTooLarge tooLarge) {
            throw failure(FailureClass.NEEDS_A_PERSON, String.valueOf(tooLarge.getMessage()), true);
        }
    }

    private static ServiceBusMessage message(Outcome outcome) {
        RequestFacts about = outcome.about();
        return OutcomeMessage.of(
                OutcomeEvent.of(outcome),
                about.requestId(),
                Map.of(
                        "environment",
                        about.environment(),
                        "team",
                        about.team(),
                        "type",
                        about.type().name(),
                        "attempt",
                        about.attempt(),
                        "state",
                        about.state().name(),
                        "event",
                        outcome.told().event()));
    }

    private static ApplicationFailure failure(FailureClass failureClass, String message, boolean nonRetryable) {
        ApplicationFailure failure = ApplicationFailure.newBuilder()
                .setType(failureClass.name())
                .setMessage(message)
                .setNonRetryable(nonRetryable)
                .build();
        failure.setStackTrace(new StackTraceElement[0]);
        return failure;
    }
}
