package dev.palisade.activities;

import java.time.Duration;

/** Durations as a sentence says them: {@code 15 s}, {@code 300 ms}, {@code 20 min}. */
final class Durations {
    private Durations() {}

    static String text(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        return duration.compareTo(Duration.ofMinutes(5)) < 0
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min";
    }
}
