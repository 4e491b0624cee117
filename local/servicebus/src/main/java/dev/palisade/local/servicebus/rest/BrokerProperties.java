package dev.palisade.local.servicebus.rest;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.messaging.Header;
import org.apache.qpid.proton.amqp.messaging.Properties;

/** What the sender of a message says of it to the broker, where AMQP keeps it. */
final class BrokerProperties {
    /** The longest time to live that AMQP's header can say, some 49 days. */
    private static final Duration LONGEST_TIME_TO_LIVE = Duration.ofMillis(0xFFFF_FFFFL);

    private final Properties properties = new Properties();
    private final Map<Symbol, Object> annotations = new HashMap<>();
    private final Header header = new Header();

    Properties properties() {
        return properties;
    }

    void annotate(String name, Object value) {
        annotations.put(Symbol.valueOf(name), value);
    }

    void setTimeToLive(Duration timeToLive) {
        Duration sayable = timeToLive.compareTo(LONGEST_TIME_TO_LIVE) > 0 ? LONGEST_TIME_TO_LIVE : timeToLive;
        header.setTtl(UnsignedInteger.valueOf(sayable.toMillis()));
    }

    AnnotatedMessage message(Optional<String> contentType, Map<String, Object> applicationProperties, byte[] body) {
        contentType.map(Symbol::valueOf).ifPresent(properties::setContentType);
        return AnnotatedMessage.of(header, annotations, properties, applicationProperties, body);
    }
}
