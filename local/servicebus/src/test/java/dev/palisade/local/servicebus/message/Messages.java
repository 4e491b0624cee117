package dev.palisade.local.servicebus.message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.message.Message;

/** Messages as a client encodes them. */
public final class Messages {
    private Messages() {}

    public static AnnotatedMessage of(String body) {
        return parse(encode(withBody(body)));
    }

    public static AnnotatedMessage of(String body, Duration timeToLive) {
        Message message = withBody(body);
        message.setTtl(timeToLive.toMillis());
        return parse(encode(message));
    }

    /** A message whose id and body are the same. */
    public static AnnotatedMessage named(String id) {
        Message message = withBody(id);
        message.setMessageId(id);
        return parse(encode(message));
    }

    public static AnnotatedMessage inSession(String session, String body) {
        Message message = withBody(body);
        message.setGroupId(session);
        return parse(encode(message));
    }

    public static AnnotatedMessage scheduled(AnnotatedMessage message, Instant at) {
        return message.withAnnotation(Symbol.valueOf("x-opt-scheduled-enqueue-time"), AmqpTimestamp.of(at));
    }

    public static Message withBody(String body) {
        Message message = Message.Factory.create();
        message.setBody(new Data(new Binary(body.getBytes(StandardCharsets.UTF_8))));
        return message;
    }

    public static byte[] encode(Message message) {
        byte[] buffer = new byte[1 << 18];
        return Arrays.copyOf(buffer, message.encode(buffer, 0, buffer.length));
    }

    public static Message decode(byte[] encoded) {
        Message message = Message.Factory.create();
        message.decode(encoded, 0, encoded.length);
        return message;
    }

    public static String body(AnnotatedMessage message) {
        Binary data = ((Data) decode(message.encode()).getBody()).getValue();
        return new String(data.getArray(), data.getArrayOffset(), data.getLength(), StandardCharsets.UTF_8);
    }

    public static AnnotatedMessage parse(byte[] encoded) {
        try {
            return AnnotatedMessage.parse(encoded);
        } catch (MalformedMessageException malformed) {
            throw new AssertionError(malformed);
        }
    }
}
