package dev.palisade.local.arm.state;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time in the simulated cloud, which runs {@code speed} times as fast as real time. It alone is scaled. It stands still
 * while the simulator is down: it goes on from the last instant that an answer carried.
 */
public final class SimulatedClock {
    private final double speed;
    private Instant origin;
    private long realOrigin;

    public SimulatedClock(Instant start, double speed) {
        this.origin = start;
        this.speed = speed;
        this.realOrigin = System.nanoTime();
    }

    /** The simulated instant, no finer than the clocks of Azure's clients can read. */
    public synchronized Instant now() {
        long realNanos = System.nanoTime() - realOrigin;
        return origin.plusNanos((long) (realNanos * speed)).truncatedTo(ChronoUnit.MICROS);
    }

    /** Moves simulated time forward at once. */
    public synchronized void advance(Duration simulated) {
        if (simulated.isNegative()) {
            throw new IllegalArgumentException("Simulated time does not run backwards");
        }
        origin = origin.plus(simulated);
    }

    synchronized void restore(Instant instant) {
        origin = instant;
        realOrigin = System.nanoTime();
    }

    public double speed() {
        return speed;
    }

    /** How long a simulated wait takes in real time. */
    public Duration real(Duration simulated) {
        return Duration.ofNanos((long) (simulated.toNanos() / speed));
    }
}
