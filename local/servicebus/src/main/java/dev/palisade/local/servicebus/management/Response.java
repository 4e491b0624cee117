package dev.palisade.local.servicebus.management;

import java.nio.BufferOverflowException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.message.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a node answers.
 *
 * @param status as in HTTP; 204 where there is nothing
 * @param errorCondition null where nothing went wrong
 */
public record Response(
        int status, String description, @Nullable Symbol errorCondition, Map<String, Object> body) {
    private static final int FIRST_GUESS = 1024;

    static Response ok(Map<String, Object> body) {
        return new Response(200, "OK", null, body);
    }

    static Response noContent() {
        return new Response(204, "No Content", null, Map.of());
    }

    static Response error(int status, String errorCondition, String description) {
        return new Response(status, description, Symbol.valueOf(errorCondition), Map.of());
    }

    static Response entityNotFound(String path) {
        return error(404, "amqp:not-found", "The messaging entity '" + path + "' could not be found.");
    }

    /** Encodes the response under both spellings of its status: the SDKs differ in which one they read. */
    public byte[] encode(@Nullable Object correlationId) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("statusCode", status);
        properties.put("status-code", status);
        properties.put("statusDescription", description);
        properties.put("status-description", description);
        if (errorCondition != null) {
            properties.put("errorCondition", errorCondition);
            properties.put("error-condition", errorCondition);
        }
        Message message = Message.Factory.create();
        message.setCorrelationId(correlationId);
        message.setApplicationProperties(new ApplicationProperties(properties));
        message.setBody(new AmqpValue(body));
        return encode(message);
    }

    private static byte[] encode(Message message) {
        int size = FIRST_GUESS;
        while (true) {
            byte[] buffer = new byte[size];
            try {
                return Arrays.copyOf(buffer, message.encode(buffer, 0, size));
            } catch (BufferOverflowException tooSmall) {
                size = Math.multiplyExact(size, 4);
            }
        }
    }
}
