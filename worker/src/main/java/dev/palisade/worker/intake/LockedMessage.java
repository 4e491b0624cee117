package dev.palisade.worker.intake;

import java.time.Instant;

/**
 * A message received under a lock, to be settled once.
 *
 * <p>Every method but the first two throws {@link SettlementFailedException} if the broker does not answer or the lock is lost.
 */
public interface LockedMessage {
    Delivery delivery();

    Instant lockedUntil();

    /** @return the new end of the lock */
    Instant renewLock();

    void complete();

    void deadLetter(Refusal refusal);

    /** Gives the message back at once; unlike abandoning, this does not count as a delivery. */
    void release();
}
