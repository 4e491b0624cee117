package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Who holds which message: found by the token that a receiver shows, and by the message. */
final class Locks {
    private final Map<UUID, Long> sequenceNumbers = new HashMap<>();
    private final Map<Long, Lock> locks = new HashMap<>();

    Lock grant(long sequenceNumber, Instant until) {
        return put(sequenceNumber, new Lock(UUID.randomUUID(), until));
    }

    /** Gives the held lock of a message a later end. */
    void extend(long sequenceNumber, Instant until) {
        of(sequenceNumber).ifPresent(held -> put(sequenceNumber, new Lock(held.token(), until)));
    }

    /** Ends the lock of a message, if it has one. */
    void release(long sequenceNumber) {
        Lock held = locks.remove(sequenceNumber);
        if (held != null) {
            sequenceNumbers.remove(held.token());
        }
    }

    Optional<Lock> of(long sequenceNumber) {
        return Optional.ofNullable(locks.get(sequenceNumber));
    }

    /** The locked messages. */
    Set<Long> held() {
        return Set.copyOf(locks.keySet());
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
