package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Who holds which message: found by the token that a receiver shows, and by the message. */
final class Locks {
    private final Map<UUID, Long> sequenceNumbers = new HashMap<>();
    private final Map<Long, Lock> locks = new HashMap<>();

    Lock grant(long sequenceNumber, Instant until) {
        return put(sequenceNumber, new Lock(UUID.randomUUID(), until));
    }

    /** Gives a held lock a later end. */
    void extend(UUID token, Instant until) {
        find(token).ifPresent(sequenceNumber -> put(sequenceNumber, new Lock(token, until)));
    }

    void release(long sequenceNumber) {
        Lock held = locks.remove(sequenceNumber);
        if (held != null) {
            sequenceNumbers.remove(held.token());
        }
    }

    boolean isHeld(long sequenceNumber) {
        return locks.containsKey(sequenceNumber);
    }

    Optional<Long> find(UUID token) {
        return Optional.ofNullable(sequenceNumbers.get(token));
    }

    private Lock put(long sequenceNumber, Lock lock) {
        locks.put(sequenceNumber, lock);
        sequenceNumbers.put(lock.token(), sequenceNumber);
        return lock;
    }
}
