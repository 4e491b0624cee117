package dev.palisade.client.render;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time for people, in their zone. Always real: only durations are simulated. */
final class Times {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    private Times() {}

    static String of(Instant instant, ZoneId zone) {
        return CLOCK.format(instant.atZone(zone));
    }

    static String withDay(Instant instant, ZoneId zone) {
        return DAY.format(instant.atZone(zone));
    }
}
