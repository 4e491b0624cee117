package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The sessions of one queue: who holds which, and what receivers have left with them. A session is there as soon as
 * somebody names it. Like the locks of messages, those of sessions live in memory alone; their states are kept.
 */
public final class Sessions {
    private final MessageQueue queue;
    private final QueuedMessages messages;
    private final Deliveries deliveries;
    private final SessionStates states;
    private final InstantSource clock;
    private final Map<String, AcceptedSession> accepted = new HashMap<>();
    /** No lock runs out before it; one that is renewed or let go leaves it as it is. */
    private Instant nothingDueBefore = Instant.MAX;

    Sessions(
            MessageQueue queue,
            QueuedMessages messages,
            Deliveries deliveries,
            SessionStates states,
            InstantSource clock) {
        this.queue = queue;
        this.messages = messages;
        this.deliveries = deliveries;
        this.states = states;
        this.clock = clock;
    }

    /**
     * Gives a session to one receiver, with or without messages; empty if another one holds it.
     *
     * @param expires whether the receiver must renew the lock to keep it
     */
    public Optional<AcceptedSession> accept(String id, boolean expires) {
        queue.expireDue();
        if (accepted.containsKey(id)) {
            return Optional.empty();
        }
        AcceptedSession session = new AcceptedSession(this, id, queue.lockEnd(), expires);
        accepted.put(id, session);
        noteDeadline(session);
        return Optional.of(session);
    }

    /** Gives the session whose first message has waited longest to one receiver; empty if none has messages. */
    public Optional<AcceptedSession> acceptNext(boolean expires) {
        queue.expireDue();
        return messages.held()
                .available()
                .firstSession(id -> !accepted.containsKey(id))
                .flatMap(id -> accept(id, expires));
    }

    /** The session of that id, if somebody holds it. */
    public Optional<AcceptedSession> held(String id) {
        queue.expireDue();
        return Optional.ofNullable(accepted.get(id));
    }

    /** Makes a held session last a full lock duration from now, and tells until when; empty if nobody holds it. */
    public Optional<Instant> renew(String id) {
        Optional<AcceptedSession> held = held(id);
        held.ifPresent(session -> session.extend(queue.lockEnd()));
        return held.map(AcceptedSession::lockedUntil);
    }

    public Optional<byte[]> state(String id) {
        return states.find(id);
    }

    /** Keeps what a receiver leaves with the session; empty removes it. */
    public void keepState(String id, Optional<byte[]> state) {
        state.ifPresentOrElse(bytes -> states.keep(id, bytes, clock.instant()), () -> states.remove(id));
    }

    /** The sessions with active messages, in the order of those. */
    public List<String> withMessages() {
        queue.expireDue();
        return messages.held()
                .from(0)
                .filter(index -> index.state() == MessageState.ACTIVE)
                .map(MessageIndex::sessionId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** The sessions whose state was kept after the given moment, in the order of their ids. */
    public List<String> withStateSince(Instant moment) {
        return states.keptAfter(moment);
    }

    String path() {
        return queue.path();
    }

    MessageSource.Condition condition() {
        return queue.condition();
    }

    Deliveries deliveries() {
        return deliveries;
    }

    void expireDue() {
        queue.expireDue();
    }

    Optional<Long> firstAvailable(String id) {
        return messages.held().available().first(id);
    }

    /** Counts a failed delivery for what was handed out in sessions whose locks have run out, and frees those. */
    void expireLocks(Instant now) {
        if (now.isBefore(nothingDueBefore)) {
            return;
        }
        nothingDueBefore = Instant.MAX;
        for (AcceptedSession session : List.copyOf(accepted.values())) {
            if (session.deadline().filter(until -> !until.isAfter(now)).isPresent()) {
                session.end(MessageSource.Condition.SESSION_LOCK_LOST);
                accepted.remove(session.id());
                messages.held().lockedIn(session.id()).forEach(index -> deliveries.failed(index.sequenceNumber()));
            } else {
                noteDeadline(session);
            }
        }
    }

    private void noteDeadline(AcceptedSession session) {
        session.deadline().filter(nothingDueBefore::isAfter).ifPresent(until -> nothingDueBefore = until);
    }

    /** A moment before which no lock runs out. */
    Optional<Instant> nextDeadline() {
        return nothingDueBefore.equals(Instant.MAX) ? Optional.empty() : Optional.of(nothingDueBefore);
    }

    void letGo(AcceptedSession session) {
        accepted.remove(session.id());
        messages.held().lockedIn(session.id()).forEach(index -> deliveries.release(index.sequenceNumber()));
    }

    /** The queue is gone. */
    void end() {
        accepted.values().forEach(session -> session.end(MessageSource.Condition.REMOVED));
        accepted.clear();
    }
}
