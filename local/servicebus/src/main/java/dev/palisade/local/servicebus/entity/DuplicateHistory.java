package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.util.Optional;

/** Which message ids one entity has seen, and when. */
public interface DuplicateHistory {
    /** The sequence number of the message of that id, if it was seen after the given moment. */
    Optional<Long> find(String messageId, Instant after);

    void remember(String messageId, Instant seenAt, long sequenceNumber);

    /** Forgets what was not seen after the given moment. */
    void forget(Instant until);
}
