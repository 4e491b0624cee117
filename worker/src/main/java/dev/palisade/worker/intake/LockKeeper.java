package dev.palisade.worker.intake;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews the lock of a message in hand once a part of what is left of it has passed, however long the message is held. */
public final class LockKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(LockKeeper.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private final ScheduledExecutorService timer;
    private final Clock clock;
    private final int afterPercent;

    /**
     * @param timer stays the caller's to shut down
     * @param afterPercent of what is left of a lock may pass before it is renewed
     */
    public LockKeeper(ScheduledExecutorService timer, Clock clock, int afterPercent) {
        this.timer = timer;
        this.clock = clock;
        this.afterPercent = afterPercent;
    }

    /** Keeps the message locked until that is closed. */
    Held hold(LockedMessage message) {
        Renewal renewal = new Renewal(message);
        renewal.schedule(message.lockedUntil());
        return renewal;
    }

    /** A lock that is being renewed. */
    interface Held extends AutoCloseable {
        /** Lets it run out. */
        @Override
        void close();
    }

    private final class Renewal implements Held {
        private final LockedMessage message;
        private volatile boolean done;

        private Renewal(LockedMessage message) {
            this.message = message;
        }

        @Override
        public void close() {
            done = true;
        }

        private void schedule(Instant end) {
            Duration part = Duration.between(clock.instant(), end)
                    .multipliedBy(afterPercent)
                    .dividedBy(100);
            Duration delay = part.compareTo(SHORTEST) < 0 ? SHORTEST : part;
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
