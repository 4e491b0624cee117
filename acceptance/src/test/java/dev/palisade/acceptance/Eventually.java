package dev.palisade.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another process brings about. */
final class Eventually {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private Eventually() {}

    /** @throws AssertionError if it does not come in time */
    static void await(String what, BooleanSupplier come) {
        Instant giveUp = Instant.now().plus(Scene.PATIENCE);
        while (!come.getAsBoolean()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new AssertionError("within " + Scene.PATIENCE + " it did not come that " + what);
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }
}
