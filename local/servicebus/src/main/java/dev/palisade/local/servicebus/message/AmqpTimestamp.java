package dev.palisade.local.servicebus.message;

import java.time.Instant;
import java.util.Date;

/** AMQP's timestamp type, which the codec writes from the platform's old date class. */
@SuppressWarnings("JavaUtilDate")
public final class AmqpTimestamp {
    private AmqpTimestamp() {}

    public static Date of(Instant instant) {
        return Date.from(instant);
    }

    public static Instant toInstant(Date timestamp) {
        return timestamp.toInstant();
    }
}
