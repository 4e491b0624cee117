package dev.palisade.local.servicebus.entity;

import java.util.Optional;
import java.util.UUID;

/** What one receiver's link is fed from: a queue without sessions, or a session that the receiver has accepted. */
public interface MessageSource {
    /** Whether a source still gives anything, and if not, why. */
    enum Condition {
        OPEN,
        /** The entity was removed. */
        REMOVED,
        SESSION_LOCK_LOST
    }

    /** The entity's path. */
    String path();

    Condition condition();

    /** Whether a receiver would get a message now. */
    boolean hasAvailable();

    /** Locks the first available message for one receiver. */
    Optional<BrokeredMessage> lockNext();

    /** Gives away the first available message for good. */
    Optional<BrokeredMessage> takeNext();

    Settlement settle(UUID lockToken, Disposition disposition);

    /** The link is gone. */
    default void close() {}
}
