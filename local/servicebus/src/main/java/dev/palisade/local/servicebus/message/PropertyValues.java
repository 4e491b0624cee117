package dev.palisade.local.servicebus.message;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Decimal128;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnknownDescribedType;
import org.jspecify.annotations.Nullable;

/** Values of properties, as rules compute them, in the types that AMQP has for them. */
public final class PropertyValues {
    private static final Symbol TIME_SPAN = Symbol.valueOf("com.microsoft:timespan");
    private static final int NANOSECONDS_PER_TICK = 100;

    private PropertyValues() {}

    /** The same properties in types that can be encoded; null stays null. */
    public static Map<String, Object> encodable(Map<String, ? extends @Nullable Object> properties) {
        Map<String, Object> encodable = new LinkedHashMap<>();
        properties.forEach((name, value) -> encodable.put(name, encodable(value)));
        return encodable;
    }

    private static @Nullable Object encodable(@Nullable Object value) {
        if (value instanceof Instant time) {
            return AmqpTimestamp.of(time);
        } else if (value instanceof OffsetDateTime time) {
            return AmqpTimestamp.of(time.toInstant());
        } else if (value instanceof LocalDateTime time) {
            return AmqpTimestamp.of(time.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Duration span) {
            return new UnknownDescribedType(TIME_SPAN, span.toNanos() / NANOSECONDS_PER_TICK);
        }
        return value instanceof BigDecimal decimal ? new Decimal128(decimal) : value;
    }
}
