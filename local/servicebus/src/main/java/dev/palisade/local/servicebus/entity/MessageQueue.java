package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A queue, a subscription or a dead-letter queue: messages in the order they came, handed out under locks.
 *
 * <p>Only the index of a message is in memory; its content is read from the journal when it is handed out. Locks live
 * in memory alone: after a restart of the broker every message is free again, and no delivery is counted for it, since
 * the restart is not the message's fault. Deliveries that had failed by then stay counted.
 */
public final class MessageQueue implements Destination, MessageSource {
    // Many large messages at once would fill the memory of a broker that has little.
    private static final long MOST_SHOWN_BYTES = 1 << 20;

    private final String path;
    private final InstantSource clock;
    private final @Nullable Exits exits;
    private final QueuedMessages messages;
    private final Arrivals arrivals;
    private final Entrance entrance;
    private final Deliveries deliveries;
    private final Sessions sessions;
    private DeliverySettings settings;
    private boolean removed;

    /**
     * A queue with the messages that its journal holds.
     *
     * @param duplicateWindow how long a message id is remembered; empty if duplicates are not detected
     * @param exits null for a dead-letter queue, which nothing leaves but by a receiver
     */
    MessageQueue(
            String path,
            DeliverySettings settings,
            Optional<Duration> duplicateWindow,
            Journal journal,
            InstantSource clock,
            @Nullable Exits exits) {
        this.path = path;
        this.settings = settings;
        this.clock = clock;
        this.exits = exits;
        this.messages = new QueuedMessages(path, journal, settings.requiresSession());
        DuplicateDetection duplicates = new DuplicateDetection(journal.duplicates(), duplicateWindow);
        this.arrivals = new Arrivals(messages, exits, settings, clock);
        this.entrance = new Entrance(messages, duplicates, clock, arrivals);
        this.deliveries = new Deliveries(messages, exits, settings);
        this.sessions = new Sessions(this, messages, deliveries, journal.sessionStates(), clock);
    }

    /** Goes by other settings from now on; what is locked or waits for its expiry keeps the time that it was given. */
    void change(DeliverySettings changed, Optional<Duration> duplicateWindow) {
        settings = changed;
        arrivals.change(changed);
        deliveries.change(changed);
        entrance.change(duplicateWindow);
        if (exits != null) {
            exits.change(changed);
        }
    }

    /** The queue is gone, and with it all that was handed out. */
    void retire() {
        removed = true;
        sessions.end();
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public Condition condition() {
        return removed ? Condition.REMOVED : Condition.OPEN;
    }

    @Override
    public boolean requiresSession() {
        return settings.requiresSession();
    }

    /** Whether messages go on to another entity, so that nothing can be received here. */
    public boolean isForwarding() {
        return settings.forwardTo().isPresent();
    }

    /** Its sessions; they mean something only if it requires them. */
    public Sessions sessions() {
        return sessions;
    }

    @Override
    public long accept(Transit transit) {
        return entrance.accept(transit);
    }

    @Override
    public boolean cancelScheduled(long sequenceNumber) {
        expireDue();
        return entrance.cancel(sequenceNumber);
    }

    /** Takes a message to its dead letters at once. */
    void acceptDead(Transit transit, Map<String, Object> properties) {
        arrivals.deadLetter(transit, properties);
    }

    @Override
    public boolean hasAvailable() {
        return firstAvailable().isPresent();
    }

    public int size() {
        return messages.held().size();
    }

    /** What is here now; what is dead-lettered is counted where it went. */
    MessageCounts counts() {
        expireDue();
        return messages.counts();
    }

    @Override
    public Optional<BrokeredMessage> lockNext() {
        return firstAvailable().map(number -> deliveries.lock(number, lockEnd()));
    }

    @Override
    public Optional<BrokeredMessage> takeNext() {
        return firstAvailable().map(deliveries::take);
    }

    /**
     * Locks deferred messages, or none of them: empty if one of the numbers is of no deferred message, or of a locked
     * one. Messages of a session are locked as long as the session is.
     */
    public Optional<List<BrokeredMessage>> lockDeferred(List<Long> sequenceNumbers, Optional<AcceptedSession> session) {
        Instant until = session.map(AcceptedSession::lockedUntil).orElseGet(this::lockEnd);
        return freeDeferred(sequenceNumbers, session)
                .map(free -> free.stream()
                        .map(number -> deliveries.lock(number, until))
                        .toList());
    }

    /** Gives away deferred messages for good, or none of them, as {@link #lockDeferred} does. */
    public Optional<List<BrokeredMessage>> takeDeferred(List<Long> sequenceNumbers, Optional<AcceptedSession> session) {
        return freeDeferred(sequenceNumbers, session)
                .map(free -> free.stream().map(deliveries::take).toList());
    }

    /**
     * Shows messages in whatever state, of all sessions or one, and changes nothing. It shows fewer than are asked for,
     * though at least one, if they are large.
     */
    public List<BrokeredMessage> peek(long fromSequenceNumber, int atMost, Optional<String> sessionId) {
        expireDue();
        List<BrokeredMessage> shown = new ArrayList<>();
        long bytes = 0;
        Iterator<MessageIndex> matching = messages.held()
                .from(fromSequenceNumber)
                .filter(index -> sessionId.isEmpty() || sessionId.get().equals(index.sessionId()))
                .iterator();
        while (shown.size() < atMost && bytes < MOST_SHOWN_BYTES && matching.hasNext()) {
            MessageIndex index = matching.next();
            AnnotatedMessage content = messages.content(index.sequenceNumber());
            bytes += content.size();
            shown.add(new BrokeredMessage(index, null, content));
        }
        return shown;
    }

    /** Makes a held lock last a full lock duration from now, and tells until when; empty if it is lost. */
    public Optional<Instant> renew(UUID lockToken) {
        expireDue();
        Instant until = lockEnd();
        return messages.held().extend(lockToken, until) ? Optional.of(until) : Optional.empty();
    }

    @Override
    public Settlement settle(UUID lockToken, Disposition disposition) {
        expireDue();
        return deliveries.settle(lockToken, disposition);
    }

    /**
     * Does what is due: frees messages whose lock has run out, lets scheduled ones in, retires those that waited too
     * long, and sends on what is to be forwarded.
     */
    public void expireDue() {
        Instant now = clock.instant();
        sessions.expireLocks(now);
        HeldMessages held = messages.held();
        for (Optional<Long> due = held.due(now); due.isPresent(); due = held.due(now)) {
            long number = due.get();
            if (held.isLocked(number)) {
                deliveries.failed(number);
            } else if (held.get(number).state() == MessageState.SCHEDULED) {
                entrance.letIn(number);
            } else {
                deliveries.expired(number);
            }
        }
        arrivals.forwardWaiting();
    }

    /** When {@link #expireDue} has something to do next. */
    public Optional<Instant> nextDeadline() {
        return Stream.concat(messages.held().nextDeadline().stream(), sessions.nextDeadline().stream())
                .min(Instant::compareTo);
    }

    /** When a lock ends that is given now. */
    Instant lockEnd() {
        return clock.instant().plus(settings.lockDuration());
    }

    /** Takes over a message from the entity whose dead letters are kept here. */
    void adopt(MessageIndex from, AnnotatedMessage message) {
        messages.add(from.asDeadLetter(messages.nextSequenceNumber()), message);
    }

    private Optional<Long> firstAvailable() {
        expireDue();
        return messages.held().available().first();
    }

    /** The numbers, each once, if each is of a deferred message that nobody holds. */
    private Optional<List<Long>> freeDeferred(List<Long> sequenceNumbers, Optional<AcceptedSession> session) {
        expireDue();
        Optional<String> sessionId = session.map(AcceptedSession::id);
        List<Long> numbers = sequenceNumbers.stream().distinct().toList();
        return numbers.stream().allMatch(number -> isFreeDeferred(number, sessionId))
                ? Optional.of(numbers)
                : Optional.empty();
    }

    private boolean isFreeDeferred(long sequenceNumber, Optional<String> sessionId) {
        return messages.held()
                .find(sequenceNumber)
                .filter(index -> index.state() == MessageState.DEFERRED)
                .filter(index -> sessionId.equals(Optional.ofNullable(index.sessionId())))
                .filter(index -> !messages.held().isLocked(sequenceNumber))
                .isPresent();
    }
}
