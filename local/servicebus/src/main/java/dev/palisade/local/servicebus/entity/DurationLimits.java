package dev.palisade.local.servicebus.entity;

import java.time.Duration;

/** How long a duration of an entity may be, both ends included. Whoever describes entities from outside is held to it. */
public record DurationLimits(Duration shortest, Duration longest) {
    /** How long Service Bus locks a message. */
    public static final DurationLimits LOCK = new DurationLimits(Duration.ofSeconds(5), Duration.ofMinutes(5));

    /** How long Service Bus remembers a message id. */
    public static final DurationLimits DUPLICATE_DETECTION =
            new DurationLimits(Duration.ofSeconds(20), Duration.ofDays(7));

    public boolean allow(Duration duration) {
        return duration.compareTo(shortest) >= 0 && duration.compareTo(longest) <= 0;
    }

    /** The limits in words, as ISO 8601 writes durations. */
    @Override
    public String toString() {
        return "from " + shortest + " to " + longest;
    }
}
