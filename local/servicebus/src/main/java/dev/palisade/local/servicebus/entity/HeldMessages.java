package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The messages of one queue, each in one of three conditions: free for any receiver, locked by one, or deferred.
 * INVARIANT: a message is available exactly if it is active and not locked, and its one deadline is the end of its
 * lock, else its expiry.
 */
final class HeldMessages {
    private final TreeMap<Long, MessageIndex> messages = new TreeMap<>();
    private final TreeSet<Long> available = new TreeSet<>();
    private final Locks locks = new Locks();
    private final Deadlines deadlines = new Deadlines();

    /** Adds a message, or puts a held one back, with its lock released. */
    void place(MessageIndex index) {
        long sequenceNumber = index.sequenceNumber();
        boolean active = index.state() == MessageState.ACTIVE;
        messages.put(sequenceNumber, index);
        locks.release(sequenceNumber);
        if (active) {
            available.add(sequenceNumber);
        }
        // Service Bus never expires a deferred message.
        deadlines.set(sequenceNumber, active ? index.expiresAt() : null);
    }

    void remove(long sequenceNumber) {
        locks.release(sequenceNumber);
        deadlines.set(sequenceNumber, null);
        available.remove(sequenceNumber);
        messages.remove(sequenceNumber);
    }

    Lock lock(long sequenceNumber, Instant until) {
        available.remove(sequenceNumber);
        deadlines.set(sequenceNumber, until);
        return locks.grant(sequenceNumber, until);
    }

    /** Gives a lock a later end; false if nobody holds it. */
    boolean extend(UUID lockToken, Instant until) {
        Optional<Long> held = locks.find(lockToken);
        held.ifPresent(sequenceNumber -> {
            locks.extend(lockToken, until);
            deadlines.set(sequenceNumber, until);
        });
        return held.isPresent();
    }

    Optional<Long> lockedBy(UUID lockToken) {
        return locks.find(lockToken);
    }

    boolean isLocked(long sequenceNumber) {
        return locks.isHeld(sequenceNumber);
    }

    boolean isFreeDeferred(long sequenceNumber) {
        MessageIndex index = messages.get(sequenceNumber);
        return index != null && index.state() == MessageState.DEFERRED && !isLocked(sequenceNumber);
    }

    Optional<Long> firstAvailable() {
        return available.isEmpty() ? Optional.empty() : Optional.of(available.first());
    }

    /** A message that is known to be held. */
    MessageIndex get(long sequenceNumber) {
        return Objects.requireNonNull(messages.get(sequenceNumber));
    }

    Stream<MessageIndex> from(long sequenceNumber) {
        return messages.tailMap(sequenceNumber).values().stream();
    }

    int size() {
        return messages.size();
    }

    Optional<Instant> nextDeadline() {
        return deadlines.next();
    }

    /** A message whose deadline has come. */
    Optional<Long> due(Instant now) {
        return deadlines.due(now);
    }
}
