package dev.palisade.activities.events;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Remembers for a while that the topic took nothing, so that of a thousand requests one finds out and the others need not wait. Whoever may
 * wait tries all the same, and ends it.
 */
final class TopicOutage {
    static final Duration REMEMBERED = Duration.ofSeconds(20);

    private final LongSupplier nanoTime;
    private final AtomicReference<@Nullable Long> noticed = new AtomicReference<>();

    TopicOutage(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean lasts() {
        Long at = noticed.get();
        return at != null && nanoTime.getAsLong() - at < REMEMBERED.toNanos();
    }

    void notice() {
        noticed.set(nanoTime.getAsLong());
    }

    void end() {
        noticed.set(null);
    }
}
