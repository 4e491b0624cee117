package dev.palisade.local.servicebus.rest;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as requests write them. Each is empty if it is not of its form. */
final class RestTime {
    private static final List<DateTimeFormatter> POINTS =
            List.of(DateTimeFormatter.RFC_1123_DATE_TIME, DateTimeFormatter.ISO_OFFSET_DATE_TIME);

    /** Those that the reference's own form can write, with four digits for the year. */
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    /** As .NET writes a time span: days, hours, minutes, seconds and ticks. */
    private static final Pattern SPAN =
            Pattern.compile("(?:(\\d{1,8})\\.)?([01]?\\d|2[0-3]):([0-5]?\\d):([0-5]?\\d)(?:\\.(\\d{1,7}))?");

    private static final int DIGITS_OF_A_NANOSECOND = 9;
    /** Longer than anything waits, and short enough to be counted in nanoseconds. */
    private static final BigDecimal MOST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

    private RestTime() {}

    /** A point in time, as in HTTP or ISO 8601, of a year that has four digits. */
    static Optional<Instant> instant(JsonNode node) {
        String text = node.asText("").strip();
        for (DateTimeFormatter form : POINTS) {
            try {
                Instant instant = form.parse(text, Instant::from);
                return Optional.of(instant).filter(point -> !point.isBefore(FIRST) && point.isBefore(LAST));
            } catch (DateTimeException otherForm) {
                // Perhaps the next one.
            }
        }
        return Optional.empty();
    }

    /** A number of seconds, which some clients put in quotes. */
    static Optional<Duration> seconds(JsonNode node) {
        if (!node.isNumber() && !node.isTextual()) {
            return Optional.empty();
        }
        try {
            BigDecimal seconds = node.isNumber() ? node.decimalValue() : new BigDecimal(node.textValue());
            BigDecimal bounded = seconds.min(MOST_SECONDS).max(BigDecimal.ZERO);
            return Optional.of(Duration.ofMillis(bounded.movePointRight(3).longValue()));
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }

    static Optional<Duration> span(JsonNode node) {
        Matcher matcher = SPAN.matcher(node.asText(""));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofDays(number(matcher.group(1)))
                .plusHours(number(matcher.group(2)))
                .plusMinutes(number(matcher.group(3)))
                .plusSeconds(number(matcher.group(4)))
                .plusNanos(nanoseconds(matcher.group(5))));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    private static long nanoseconds(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong(fraction + "0".repeat(DIGITS_OF_A_NANOSECOND - fraction.length()));
    }
}
