package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * When those may ask again whose turn is too far away to wait for: one after another, and workers that know nothing of each other not at the
 * same time. Not safe for threads: the budget guards it.
 */
final class Returns {
    /** After the turn, in real time, the last of them comes back no later than this. */
    private static final Duration LATEST = Duration.ofMinutes(1);

    private final Duration distance;
    private final DoubleSupplier random;
    private Duration last = Duration.ZERO;

    /**
     * @param distance between two, in real time
     * @param random from 0 to 1
     */
    Returns(Duration distance, DoubleSupplier random) {
        this.distance = distance;
        this.random = random;
    }

    /** No earlier than the turn. */
    Duration next(Duration turn) {
        last = Moments.earlier(Moments.later(turn, last.plus(distance)), turn.plus(LATEST));
        return last.plus(Duration.ofNanos(Math.round(distance.toNanos() * random.getAsDouble())));
    }
}
