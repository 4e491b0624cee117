package dev.palisade.client.timing;

import java.time.Duration;

/**
 * How Azure's clock runs beside ours.
 *
 * @param speed seconds of Azure's for one of ours; 1 for the real Azure
 * @param simulated whether Azure is the simulator
 */
public record TimeScale(double speed, boolean simulated) {
    public static final TimeScale REAL = new TimeScale(1, false);

    public static TimeScale simulated(double speed) {
        return new TimeScale(speed, true);
    }

    /** What a real duration was in Azure's time. */
    public Duration azure(Duration real) {
        return Duration.ofNanos(Math.round(real.toNanos() * speed));
    }

    /** What a duration of Azure's takes in real time. */
    public Duration real(Duration azure) {
        return Duration.ofNanos(Math.round(azure.toNanos() / speed));
    }

    public String word() {
        return simulated ? "simulated" : "real";
    }

    /** One sentence for the head of a screen. */
    public String sentence() {
        if (!simulated) {
            return "Times are real.";
        }
        return speed == 1
                ? "Azure is simulated, at the speed of the real clock."
                : "Azure is simulated: its clock runs " + number(speed) + " times as fast as ours.";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
