package dev.palisade.acceptance.stack;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.nio.file.Path;

/**
 * How a local stack is started.
 *
 * @param directory for what the parts write
 * @param speed simulated seconds in a real one
 * @param queue how the team's queue delivers
 * @param concurrency messages that the worker takes at a time
 * @param wired whether the worker reaches the broker over a {@link dev.palisade.acceptance.wire.Wire}
 */
public record LocalStackOptions(Path directory, double speed, DeliverySettings queue, int concurrency, boolean wired) {
    /** What a worker takes of which nothing is said. */
    static final int CONCURRENCY = 4;

    /** As things are when nothing is said of them, and the worker at the broker's own port. */
    public static LocalStackOptions of(Path directory, double speed) {
        return new LocalStackOptions(directory, speed, DeliverySettings.DEFAULT, CONCURRENCY, false);
    }

    /** The same with the broker behind a wire, from which the worker takes this many messages at a time. */
    public LocalStackOptions overWire(DeliverySettings newQueue, int newConcurrency) {
        return new LocalStackOptions(directory, speed, newQueue, newConcurrency, true);
    }
}
