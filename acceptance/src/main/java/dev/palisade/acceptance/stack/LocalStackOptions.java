package dev.palisade.acceptance.stack;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a local stack is started.
 *
 * @param directory for what the parts write
 * @param speed simulated seconds in a real one
 * @param queue how the team's queue delivers
 * @param concurrency messages that the worker takes at a time
 * @param wired whether the worker reaches the broker over a {@link dev.palisade.acceptance.wire.Wire}
 * @param mortalAzure whether Azure has its state on disk, so that it can be killed and comes again
 * @param slowAfter how much longer than usual a wait may take, real time; empty for what a worker has by default
 */
public record LocalStackOptions(
        Path directory,
        double speed,
        DeliverySettings queue,
        int concurrency,
        boolean wired,
        boolean mortalAzure,
        Optional<Duration> slowAfter) {
    /** What a worker takes of which nothing is said. */
    static final int CONCURRENCY = 4;

    /** As things are when nothing is said of them, and the worker at the broker's own port. */
    public static LocalStackOptions of(Path directory, double speed) {
        return new LocalStackOptions(
                directory, speed, DeliverySettings.DEFAULT, CONCURRENCY, false, false, Optional.empty());
    }

    /** The same with an Azure that can be killed. */
    public LocalStackOptions withMortalAzure() {
        return new LocalStackOptions(directory, speed, queue, concurrency, wired, true, slowAfter);
    }

    /** The same with the broker behind a wire, from which the worker takes this many messages at a time. */
    public LocalStackOptions overWire(DeliverySettings newQueue, int newConcurrency) {
        return new LocalStackOptions(directory, speed, newQueue, newConcurrency, true, mortalAzure, slowAfter);
    }

    /** The same with a worker that is soon impatient, and looks each second. */
    public LocalStackOptions withSlowAfter(Duration allowance) {
        return new LocalStackOptions(directory, speed, queue, concurrency, wired, mortalAzure, Optional.of(allowance));
    }
}
