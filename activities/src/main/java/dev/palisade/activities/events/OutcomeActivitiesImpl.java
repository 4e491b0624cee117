package dev.palisade.activities.events;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.OutcomeActivities;
import dev.palisade.workflows.contract.RequestStatus;
import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Map;

/** Publishes outcomes as CloudEvents. A copy has the id of the first, in the event and as the broker's message id. */
public final class OutcomeActivitiesImpl implements OutcomeActivities {
    private final JsonFormat format = new JsonFormat();
    private final OutcomeSender sender;

    public OutcomeActivitiesImpl(OutcomeSender sender) {
        this.sender = sender;
    }

    @Override
    public void publish(List<Outcome> outcomes) {
        try {
            sender.send(outcomes.stream().map(this::message).toList());
        } catch (ServiceBusException | AmqpException away) {
            throw failure(FailureClass.RETRY, "Service Bus does not take the outcomes: " + away.getMessage(), false);
        } catch (OutcomeTooLarge tooLarge) {
            throw failure(FailureClass.NEEDS_A_PERSON, String.valueOf(tooLarge.getMessage()), true);
        }
    }

    private ServiceBusMessage message(Outcome outcome) {
        CloudEvent event = OutcomeEvent.of(outcome);
        RequestStatus status = outcome.status();
        ServiceBusMessage message = new ServiceBusMessage(format.serialize(event))
                .setMessageId(event.getId())
                .setContentType(JsonFormat.CONTENT_TYPE)
                .setSubject(event.getType())
                .setCorrelationId(status.requestId());
        message.getApplicationProperties()
                .putAll(Map.of(
                        "requestId", status.requestId(),
                        "environment", status.environment(),
                        "team", status.team(),
                        "type", status.type().name(),
                        "attempt", status.attempt(),
                        "state", status.state().name()));
        return message;
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
