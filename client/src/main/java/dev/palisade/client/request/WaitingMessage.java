package dev.palisade.client.request;

import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.ServiceBusMessageState;
import dev.palisade.client.failure.CommandFailure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * A message that nobody has settled, in a worker's hand or not.
 *
 * @param id the message's own, or its sequence number if its sender gave it none
 */
public record WaitingMessage(String id, Instant enqueuedAt) {
    private static final ServiceBusAccess ACCESS = new ServiceBusAccess(
            "It could not be seen what waits in", "Azure Service Bus Data Receiver", "The requests are seen without.");

    /**
     * The oldest of a queue. Looking changes nothing; what was deferred, or is scheduled for later, is meant to wait.
     *
     * @throws CommandFailure if the queue cannot be looked at
     */
    public static List<WaitingMessage> oldest(QueueTarget target, int limit) {
        return ACCESS.answered(target, () -> {
            try (ServiceBusReceiverClient receiver = ServiceBusAccess.client(target)
                    .receiver()
                    .queueName(target.queue())
                    .buildClient()) {
                return receiver.peekMessages(limit, 0).stream()
                        .filter(message -> message.getState() == ServiceBusMessageState.ACTIVE)
                        .map(WaitingMessage::of)
                        .toList();
            }
        });
    }

    private static WaitingMessage of(ServiceBusReceivedMessage message) {
        return new WaitingMessage(
                Objects.requireNonNullElseGet(message.getMessageId(), () -> "message " + message.getSequenceNumber()),
                message.getEnqueuedTime().toInstant());
    }
}
