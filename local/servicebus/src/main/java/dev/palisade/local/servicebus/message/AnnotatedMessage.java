package dev.palisade.local.servicebus.message;

import dev.palisade.local.servicebus.filter.PropertySet;
import dev.palisade.local.servicebus.filter.SystemProperty;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.apache.qpid.proton.amqp.messaging.DeliveryAnnotations;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A message as its sender made it: what the sender said about delivery, and the bare message, whose bytes are kept.
 * Immutable. (AMQP 1.0, part 3, section 3.2.)
 */
@SuppressWarnings("JavaUtilDate")
public final class AnnotatedMessage {
    private static final Symbol PARTITION_KEY = Symbol.valueOf("x-opt-partition-key");
    private static final Symbol SCHEDULED_ENQUEUE_TIME = Symbol.valueOf("x-opt-scheduled-enqueue-time");

    private final Header header;
    private final Map<Symbol, Object> annotations;
    private final byte[] bare;

    private AnnotatedMessage(Header header, Map<Symbol, Object> annotations, byte[] bare) {
        this.header = header;
        this.annotations = annotations;
        this.bare = bare;
    }

    /** As {@link #parse(byte[])}, of what remains in a buffer. */
    public static AnnotatedMessage parse(ByteBuffer encoded) throws MalformedMessageException {
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        return parse(bytes);
    }

    /** Splits an encoded message; delivery annotations, which are for one hop only, are dropped. */
    public static AnnotatedMessage parse(byte[] encoded) throws MalformedMessageException {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        Header header = new Header();
        Map<Symbol, Object> annotations = Map.of();
        int bareStart = buffer.position();
        while (buffer.hasRemaining()) {
            Object section = SectionCodec.ofThread().decode(buffer);
            if (section instanceof Header given) {
                header = given;
            } else if (section instanceof MessageAnnotations given) {
                annotations = given.getValue() == null ? Map.of() : Map.copyOf(withoutNulls(given.getValue()));
            } else if (!(section instanceof DeliveryAnnotations)) {
                break;
            }
            bareStart = buffer.position();
        }
        if (bareStart == encoded.length) {
            throw new MalformedMessageException("the message has no body", null);
        }
        return new AnnotatedMessage(header, annotations, Arrays.copyOfRange(encoded, bareStart, encoded.length));
    }

    /** A message whose sender brought its parts: bytes, and what is said of them. It gets a message id if it has none. */
    public static AnnotatedMessage of(
            Header header,
            Map<Symbol, Object> annotations,
            Properties properties,
            Map<String, Object> applicationProperties,
            byte[] body) {
        Properties named = new Properties(properties);
        if (named.getMessageId() == null) {
            named.setMessageId(newMessageId());
        }
        byte[] bare = SectionCodec.ofThread()
                .encode(named, new ApplicationProperties(applicationProperties), new Data(new Binary(body)));
        return new AnnotatedMessage(new Header(header), Map.copyOf(annotations), bare);
    }

    private static Map<Symbol, Object> withoutNulls(Map<Symbol, Object> given) {
        Map<Symbol, Object> present = new HashMap<>(given);
        present.values().removeIf(value -> value == null);
        return present;
    }

    /** How long the sender lets it wait; empty if it said nothing. */
    public Optional<Duration> timeToLive() {
        UnsignedInteger milliseconds = header.getTtl();
        return milliseconds == null ? Optional.empty() : Optional.of(Duration.ofMillis(milliseconds.longValue()));
    }

    public Optional<Object> annotation(Symbol name) {
        return Optional.ofNullable(annotations.get(name));
    }

    /** When its sender wants it to be enqueued; empty if it said nothing. */
    public Optional<Instant> scheduledFor() {
        return annotation(SCHEDULED_ENQUEUE_TIME)
                .filter(Date.class::isInstance)
                .map(time -> AmqpTimestamp.toInstant((Date) time));
    }

    /** Its message id in text form; empty if its sender gave none. */
    public Optional<String> messageId() {
        return propertiesSection().map(Properties::getMessageId).map(Object::toString);
    }

    /** The session that it belongs to, which AMQP calls its group. */
    public Optional<String> sessionId() {
        return propertiesSection().map(Properties::getGroupId);
    }

    private Optional<Properties> propertiesSection() {
        try {
            // The first section alone: what follows may be large.
            return SectionCodec.ofThread().decode(ByteBuffer.wrap(bare)) instanceof Properties given
                    ? Optional.of(given)
                    : Optional.empty();
        } catch (MalformedMessageException impossible) {
            throw new IllegalStateException("A message that was split when it came in cannot be split now", impossible);
        }
    }

    /** The size of the bare message in bytes. */
    public int size() {
        return bare.length;
    }

    public byte[] bare() {
        return bare.clone();
    }

    /** This message, with a message id if its sender gave none: receivers of the SDKs rely on one. */
    public AnnotatedMessage identified() throws MalformedMessageException {
        byte[] named = BareMessage.split(bare).withMessageIdIfAbsent(AnnotatedMessage::newMessageId);
        return new AnnotatedMessage(header, annotations, named);
    }

    private static String newMessageId() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** This message with these application properties added or replaced. */
    public AnnotatedMessage withApplicationProperties(Map<String, Object> additional) {
        if (additional.isEmpty()) {
            return this;
        }
        return new AnnotatedMessage(header, annotations, split().withApplicationProperties(additional));
    }

    private BareMessage split() {
        try {
            return BareMessage.split(bare);
        } catch (MalformedMessageException impossible) {
            throw new IllegalStateException("A message that was split when it came in cannot be split now", impossible);
        }
    }

    /** The properties that rules see. */
    public PropertySet properties() {
        PropertySet properties = new PropertySet();
        split().read(properties);
        properties.setSystem(SystemProperty.PARTITION_KEY, annotations.get(PARTITION_KEY));
        properties.setSystem(SystemProperty.SCHEDULED_ENQUEUE_TIME, annotations.get(SCHEDULED_ENQUEUE_TIME));
        properties.setSystem(SystemProperty.TIME_TO_LIVE, timeToLive().orElse(null));
        return properties;
    }

    /** This message with the properties that an action left it; of the annotations, it changes the partition key. */
    public AnnotatedMessage withProperties(PropertySet wanted) {
        Map<Symbol, Object> annotated = new HashMap<>(annotations);
        Object partitionKey = wanted.system(SystemProperty.PARTITION_KEY);
        if (partitionKey == null) {
            annotated.remove(PARTITION_KEY);
        } else {
            annotated.put(PARTITION_KEY, partitionKey);
        }
        return new AnnotatedMessage(header, Map.copyOf(annotated), split().withProperties(wanted));
    }

    public AnnotatedMessage withAnnotation(Symbol name, Object value) {
        Map<Symbol, Object> extended = new HashMap<>(annotations);
        extended.put(name, value);
        return new AnnotatedMessage(header, Map.copyOf(extended), bare);
    }

    /** The message as it is kept: header, annotations and bare message. */
    public byte[] encode() {
        return encode(header, null, annotations);
    }

    /** The message as it is handed out, stamped by the broker. */
    public byte[] encode(BrokerStamp stamp) {
        Header stamped = new Header(header);
        stamped.setDeliveryCount(UnsignedInteger.valueOf(stamp.deliveryCount()));
        Map<Symbol, Object> extended = new HashMap<>(annotations);
        extended.putAll(stamp.annotations());
        return encode(stamped, stamp.deliveryAnnotations(), extended);
    }

    private byte[] encode(
            Header first, @Nullable Map<Symbol, Object> deliveryAnnotations, Map<Symbol, Object> messageAnnotations) {
        MessageAnnotations annotated = new MessageAnnotations(messageAnnotations);
        byte[] head = deliveryAnnotations == null
                ? SectionCodec.ofThread().encode(first, annotated)
                : SectionCodec.ofThread().encode(first, new DeliveryAnnotations(deliveryAnnotations), annotated);
        byte[] whole = Arrays.copyOf(head, head.length + bare.length);
        System.arraycopy(bare, 0, whole, head.length, bare.length);
        return whole;
    }
}
