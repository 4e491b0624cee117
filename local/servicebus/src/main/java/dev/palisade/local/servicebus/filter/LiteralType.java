package dev.palisade.local.servicebus.filter;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Date;
import java.util.Optional;

/** The types that values of rules are written as, outside of AMQP: those of XML Schema, by its names. */
public enum LiteralType {
    STRING("string"),
    INT("int"),
    LONG("long"),
    DOUBLE("double"),
    DECIMAL("decimal"),
    BOOLEAN("boolean"),
    DATE_TIME("dateTime"),
    DURATION("duration");

    private final String xmlName;

    LiteralType(String xmlName) {
        this.xmlName = xmlName;
    }

    public String xmlName() {
        return xmlName;
    }

    public static Optional<LiteralType> named(String xmlName) {
        return Arrays.stream(values())
                .filter(type -> type.xmlName.equals(xmlName))
                .findFirst();
    }

    /** The type that a value is written as; a string for what has no type of its own. */
    public static LiteralType of(Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return INT;
        } else if (value instanceof Double || value instanceof Float) {
            return DOUBLE;
        } else if (value instanceof Boolean) {
            return BOOLEAN;
        } else if (value instanceof BigDecimal) {
            return DECIMAL;
        } else if (value instanceof Long) {
            return LONG;
        } else if (value instanceof Duration) {
            return DURATION;
        }
        return isTime(value) ? DATE_TIME : STRING;
    }

    private static boolean isTime(Object value) {
        return value instanceof Instant
                || value instanceof Date
                || value instanceof OffsetDateTime
                || value instanceof LocalDateTime;
    }

    /** The text of a value of this type. */
    public String write(Object value) {
        if (value instanceof Date time) {
            return time.toInstant().toString();
        }
        if (value instanceof OffsetDateTime time) {
            return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
        }
        return value instanceof LocalDateTime time
                ? DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time)
                : value.toString();
    }

    /** @throws IllegalArgumentException if the text is none of this type */
    public Object read(String text) {
        try {
            return switch (this) {
                case STRING -> text;
                case INT -> Integer.valueOf(text);
                case LONG -> Long.valueOf(text);
                case DOUBLE -> Double.valueOf(text);
                case DECIMAL -> new BigDecimal(text);
                case BOOLEAN -> readBoolean(text);
                case DATE_TIME -> readTime(text);
                case DURATION -> Duration.parse(text);
            };
        } catch (DateTimeException malformed) {
            throw new IllegalArgumentException(text + " is no " + xmlName, malformed);
        }
    }

    private static boolean readBoolean(String text) {
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException(text + " is neither true nor false");
    }

    /** A time without an offset is one of UTC, but is kept as it was given. */
    private static Object readTime(String text) {
        if (text.endsWith("Z")) {
            return Instant.parse(text);
        }
        boolean offset = text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
        return offset ? OffsetDateTime.parse(text) : LocalDateTime.parse(text);
    }
}
