package dev.palisade.local.servicebus.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Date;
import org.apache.qpid.proton.amqp.DescribedType;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedByte;
import org.apache.qpid.proton.amqp.UnsignedInteger;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.UnsignedShort;
import org.jspecify.annotations.Nullable;

/**
 * The values that operators work on: Long, Double, BigDecimal, Boolean, String, Instant, Duration and UUID. Whatever
 * AMQP and the SDKs have beyond these becomes one of them, as C# would widen it.
 */
final class Operand {
    // The .NET SDK's own encodings of what AMQP has no type for.
    private static final String TIME_SPAN = "com.microsoft:timespan";
    private static final String DATE_TIME_OFFSET = "com.microsoft:datetime-offset";
    private static final long TICKS_PER_SECOND = 10_000_000;
    private static final int NANOSECONDS_PER_TICK = 100;
    /** Seconds from the year 1, where ticks begin, to 1970. */
    private static final long EPOCH_SECONDS = 62_135_596_800L;

    private Operand() {}

    /** The operand that stands for a value; null stays null, and what fits no operator stays what it is. */
    static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof UnsignedByte
                || value instanceof UnsignedShort
                || value instanceof UnsignedInteger) {
            return ((Number) value).longValue();
        } else if (value instanceof UnsignedLong unsigned) {
            return ofUnsigned(unsigned.bigIntegerValue());
        } else if (value instanceof Float single) {
            return single.doubleValue();
        } else if (value instanceof Character || value instanceof Symbol) {
            return value.toString();
        } else if (value instanceof Date timestamp) {
            return timestamp.toInstant();
        } else if (value instanceof OffsetDateTime time) {
            return time.toInstant();
        } else if (value instanceof LocalDateTime time) {
            return time.toInstant(ZoneOffset.UTC);
        }
        return value instanceof DescribedType described ? ofDescribed(described) : value;
    }

    private static Object ofUnsigned(BigInteger unsigned) {
        return unsigned.bitLength() < Long.SIZE ? (Object) unsigned.longValue() : new BigDecimal(unsigned);
    }

    private static Object ofDescribed(DescribedType described) {
        String type = String.valueOf(described.getDescriptor());
        if (described.getDescribed() instanceof Long ticks) {
            if (type.equals(TIME_SPAN)) {
                return Duration.ofSeconds(ticks / TICKS_PER_SECOND, nanoseconds(ticks));
            } else if (type.equals(DATE_TIME_OFFSET)) {
                return Instant.ofEpochSecond(ticks / TICKS_PER_SECOND - EPOCH_SECONDS, nanoseconds(ticks));
            }
        }
        return described.getDescribed() instanceof String text ? text : described;
    }

    private static long nanoseconds(long ticks) {
        return ticks % TICKS_PER_SECOND * NANOSECONDS_PER_TICK;
    }

    /** A value in an error message: its type only, since its content is the sender's. */
    static String typeOf(Object operand) {
        return operand.getClass().getSimpleName();
    }
}
