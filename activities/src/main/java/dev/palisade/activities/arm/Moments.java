package dev.palisade.activities.arm;

import java.time.Duration;

/** The order of moments on a monotonic clock, which are durations since its start. */
final class Moments {
    private Moments() {}

    static Duration earlier(Duration one, Duration other) {
        return one.compareTo(other) <= 0 ? one : other;
    }

    static Duration later(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
