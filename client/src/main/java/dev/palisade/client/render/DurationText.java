package dev.palisade.client.render;

import java.time.Duration;
import java.util.Locale;

/** Durations for people: {@code 0.4 s}, {@code 12 s}, {@code 20 min 05 s}, {@code 1 h 02 min}. */
public final class DurationText {
    private DurationText() {}

    /** A typical duration, known to the minute at best: {@code about 20 min}. */
    public static String about(Duration typical) {
        return "about " + of(typical).replace(" min 00 s", " min").replace(" h 00 min", " h");
    }

    public static String of(Duration duration) {
        if (duration.isNegative()) {
            return "0 s";
        }
        if (duration.compareTo(Duration.ofSeconds(10)) < 0) {
            String tenths = String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1000.0);
            return (tenths.endsWith(".0") ? tenths.substring(0, tenths.length() - 2) : tenths) + " s";
        }
        Duration rounded = Duration.ofSeconds(Math.round(duration.toMillis() / 1000.0));
        if (rounded.toMinutes() == 0) {
            return rounded.toSeconds() + " s";
        }
        return rounded.toHours() == 0
                ? String.format(Locale.ROOT, "%d min %02d s", rounded.toMinutes(), rounded.toSecondsPart())
                : String.format(Locale.ROOT, "%d h %02d min", rounded.toHours(), rounded.toMinutesPart());
    }
}
