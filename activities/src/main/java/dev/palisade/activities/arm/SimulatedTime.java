package dev.palisade.activities.arm;

import java.time.Duration;

/**
 * How much faster than ours Azure's clock runs: 1 for Azure itself, more for a simulator that plays twenty minutes in seconds.
 *
 * @param speed Azure's seconds per real second, at least 1
 */
public record SimulatedTime(double speed) {
    public static final SimulatedTime REAL = new SimulatedTime(1);

    public SimulatedTime {
        if (!(speed >= 1) || Double.isInfinite(speed)) {
            throw new IllegalArgumentException("simulatedSpeed is " + speed + ", but must be 1 or more.");
        }
    }

    public boolean isSimulated() {
        return speed > 1;
    }

    /** What a duration of Azure's clock is on ours. */
    public Duration real(Duration azure) {
        return Duration.ofNanos(Math.round(azure.toNanos() / speed));
    }

    /** What a duration of our clock is on Azure's. */
    public Duration azure(Duration real) {
        return Duration.ofMillis(Math.round(real.toMillis() * speed));
    }
}
