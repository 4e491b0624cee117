package dev.palisade.client.deadletter;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.core.amqp.models.AmqpMessageBodyType;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A message that was refused, as it lies in the dead-letter queue.
 *
 * @param sequenceNumber names it within its queue
 * @param enqueuedAt when it was sent to the queue, not when it was refused
 * @param reason a RefusalReason of the intake, or one of Service Bus's own
 * @param eventId of the CloudEvent in it; null if none can be read
 * @param eventType as above
 * @param properties its application properties, without reason and description
 * @param body as text; what is not text comes out garbled
 */
public record DeadLetter(
        long sequenceNumber,
        Instant enqueuedAt,
        long deliveryCount,
        String reason,
        String description,
        @Nullable String messageId,
        @Nullable String contentType,
        @Nullable String eventId,
        @Nullable String eventType,
        Map<String, String> properties,
        String body) {
    public DeadLetter {
        properties = new TreeMap<>(properties);
    }

    static DeadLetter of(ServiceBusReceivedMessage message) {
        String body = text(message.getRawAmqpMessage().getBody());
        EventBody event = EventBody.of(body);
        Map<String, String> properties = new TreeMap<>();
        message.getApplicationProperties().forEach((name, value) -> properties.put(name, String.valueOf(value)));
        properties.keySet().removeAll(DeadLetterQueue.OF_THE_BROKER);
        return new DeadLetter(
                message.getSequenceNumber(),
                message.getEnqueuedTime().toInstant(),
                message.getDeliveryCount(),
                Objects.requireNonNullElse(message.getDeadLetterReason(), ""),
                Objects.requireNonNullElse(message.getDeadLetterErrorDescription(), ""),
                message.getMessageId(),
                message.getContentType(),
                event.text("id"),
                event.text("type"),
                properties,
                body);
    }

    private static String text(AmqpMessageBody body) {
        if (body.getBodyType() == AmqpMessageBodyType.DATA) {
            return new String(body.getFirstData(), StandardCharsets.UTF_8);
        }
        return body.getBodyType() == AmqpMessageBodyType.VALUE ? String.valueOf(body.getValue()) : "";
    }
}
