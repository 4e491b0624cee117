package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The messages of one queue, each in one of four conditions: free for any receiver, locked by one, deferred, or
 * scheduled.
 * INVARIANT: a message is available exactly if it is active and not locked, and its one deadline is the end of its
 * lock, else what its state waits for. A message that is locked with its session has no deadline of its own.
 */
final class HeldMessages {
    private final TreeMap<Long, MessageIndex> messages = new TreeMap<>();
    private final Available available = new Available();
    private final Locks locks = new Locks();
    private final Deadlines deadlines = new Deadlines();

    /** Adds a message, or puts a held one back, with its lock released. */
    void place(MessageIndex index) {
        remove(index.sequenceNumber());
        messages.put(index.sequenceNumber(), index);
        if (index.state() == MessageState.ACTIVE) {
            available.add(index);
        }
        due(index).ifPresent(at -> deadlines.add(at, index.sequenceNumber()));
    }

    void remove(long sequenceNumber) {
        MessageIndex index = messages.get(sequenceNumber);
        if (index != null) {
            due(index).ifPresent(at -> deadlines.remove(at, sequenceNumber));
            locks.release(sequenceNumber);
            available.remove(index);
            messages.remove(sequenceNumber);
        }
    }

    Lock lock(long sequenceNumber, Instant until) {
        MessageIndex index = get(sequenceNumber);
        due(index).ifPresent(at -> deadlines.remove(at, sequenceNumber));
        available.remove(index);
        Lock lock = locks.grant(sequenceNumber, until);
        due(index).ifPresent(at -> deadlines.add(at, sequenceNumber));
        return lock;
    }

    /** Gives a lock a later end; false if nobody holds it. */
    boolean extend(UUID lockToken, Instant until) {
        Optional<Long> held = locks.find(lockToken);
        held.map(this::get).ifPresent(index -> {
            due(index).ifPresent(at -> deadlines.remove(at, index.sequenceNumber()));
            locks.extend(index.sequenceNumber(), until);
            due(index).ifPresent(at -> deadlines.add(at, index.sequenceNumber()));
        });
        return held.isPresent();
    }

    Optional<Long> lockedBy(UUID lockToken) {
        return locks.find(lockToken);
    }

    boolean isLocked(long sequenceNumber) {
        return locks.of(sequenceNumber).isPresent();
    }

    /** The messages of a session that are locked. */
    List<MessageIndex> lockedIn(String sessionId) {
        return locks.held().stream()
                .sorted()
                .map(this::get)
                .filter(index -> sessionId.equals(index.sessionId()))
                .toList();
    }

    Available available() {
        return available;
    }

    /** A message that is known to be held. */
    MessageIndex get(long sequenceNumber) {
        return Objects.requireNonNull(messages.get(sequenceNumber));
    }

    Optional<MessageIndex> find(long sequenceNumber) {
        return Optional.ofNullable(messages.get(sequenceNumber));
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

    private Optional<Instant> due(MessageIndex index) {
        Optional<Lock> lock = locks.of(index.sequenceNumber());
        if (lock.isEmpty()) {
            return Optional.ofNullable(index.dueUnlocked());
        }
        return index.sessionId() == null ? lock.map(Lock::until) : Optional.empty();
    }
}
