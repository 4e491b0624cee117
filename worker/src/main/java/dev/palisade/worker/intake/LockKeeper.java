package dev.palisade.worker.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lock of a message in hand at half of what is left of it, however long the message is held. */
public final class LockKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer;
    private final Clock clock;

    /** @param timer stays the caller's to shut down */
    public LockKeeper(ScheduledExecutorService timer, Clock clock) {
        this.timer = timer;
        this.clock = clock;
    }

    /** Keeps the message locked until the work is done. */
    void whileLocked(LockedMessage message, Runnable work) {
        Renewal renewal = new Renewal(message);
        renewal.schedule(message.lockedUntil());
        try {
            work.run();
        } finally {
            renewal.done = true;
        }
    }

    private final class Renewal {
        private final LockedMessage message;
        private volatile boolean done;

        private Renewal(LockedMessage message) {
            this.message = message;
        }

        private void schedule(Instant end) {
            Duration half = Duration.between(clock.instant(), end).dividedBy(2);
            Duration delay = half.compareTo(SHORTEST) < 0 ? SHORTEST : half;
            var unused = timer.schedule(() -> renew(end), delay.toMillis(), TimeUnit.MILLISECONDS);
        }

        private void renew(Instant end) {
            if (done) {
                return;
            }
            try {
                schedule(message.renewLock());
            } catch (SettlementFailedException failure) {
                // Nothing is lost by a lock: the message comes again, and if it was accepted meanwhile it is found to
                // be a duplicate.
                LOG.warn("the lock of a message in hand was not renewed: {}", failure.getMessage());
                if (clock.instant().isBefore(end)) {
                    schedule(end);
                }
            }
        }
    }
}
