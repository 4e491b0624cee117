package dev.palisade.local.servicebus.management;

import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * One request to a node of the broker.
 *
 * @param correlationId what the response must carry, in its AMQP type; null if the asker gave none
 * @param replyTo the address that the asker receives responses at
 */
public record Request(
        String operation,
        Map<String, Object> properties,
        @Nullable Object body,
        @Nullable Object correlationId,
        Optional<String> replyTo) {

    /** Decodes a request. A request without an operation has the operation "". */
    public static Request decode(byte[] encoded) {
        Message message = Message.Factory.create();
        message.decode(encoded, 0, encoded.length);
        Map<String, Object> properties = message.getApplicationProperties() == null
                ? Map.of()
                : message.getApplicationProperties().getValue();
        Object body = message.getBody() instanceof AmqpValue value ? value.getValue() : null;
        String operation = properties.get("operation") instanceof String name ? name : "";
        Object correlationId = message.getMessageId() == null ? message.getCorrelationId() : message.getMessageId();
        return new Request(operation, properties, body, correlationId, Optional.ofNullable(message.getReplyTo()));
    }

    Arguments arguments() throws BadRequestException {
        if (body instanceof Map<?, ?> map) {
            return new Arguments(map);
        }
        throw new BadRequestException("The body of " + operation + " must be a map");
    }
}
