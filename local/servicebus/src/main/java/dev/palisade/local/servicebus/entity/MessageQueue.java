package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * A queue, a subscription or a dead-letter queue: messages in the order they came, handed out under locks.
 *
 * <p>Only the index of a message is in memory; its content is read from the journal when it is handed out. Locks live
 * in memory alone: after a restart of the broker every message is free again, and no delivery is counted for it, since
 * the restart is not the message's fault.
 */
public final class MessageQueue implements Destination {
    private static final Symbol DEAD_LETTER_SOURCE = Symbol.valueOf("x-opt-deadletter-source");

    private final String path;
    private DeliverySettings settings;
    private final Journal journal;
    private final InstantSource clock;
    private final @Nullable MessageQueue deadLetters;

    private final HeldMessages held = new HeldMessages();
    private long lastSequenceNumber;

    /**
     * A queue with the messages that its journal holds.
     *
     * @param deadLetters null for a dead-letter queue, which keeps what it has, however often it is delivered
     */
    MessageQueue(
            String path,
            DeliverySettings settings,
            Journal journal,
            InstantSource clock,
            @Nullable MessageQueue deadLetters) {
        this.path = path;
        this.settings = settings;
        this.journal = journal;
        this.clock = clock;
        this.deadLetters = deadLetters;
        this.lastSequenceNumber = journal.lastSequenceNumber();
        journal.load().forEach(held::place);
    }

    /** Goes by other settings from now on; what is locked or waits for its expiry keeps the time that it was given. */
    void change(DeliverySettings changed) {
        settings = changed;
        if (deadLetters != null) {
            deadLetters.change(changed.forDeadLetters());
        }
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    public void enqueue(AnnotatedMessage message) {
        Instant now = clock.instant();
        long sequenceNumber = lastSequenceNumber + 1;
        Instant expiresAt = timeToLive(message).map(now::plus).orElse(null);
        add(new MessageIndex(sequenceNumber, sequenceNumber, now, expiresAt, 0, MessageState.ACTIVE), message);
    }

    /** Takes a message to its dead letters at once. */
    void enqueueDead(AnnotatedMessage message, Map<String, Object> properties) {
        enqueue(message);
        deadLetter(lastSequenceNumber, properties);
    }

    /** Whether a receiver would get a message now. */
    public boolean hasAvailable() {
        return firstAvailable().isPresent();
    }

    public int size() {
        return held.size();
    }

    /** What is here now; what is dead-lettered is counted where it went. */
    MessageCounts counts() {
        expireDue();
        long active = held.from(0)
                .filter(index -> index.state() == MessageState.ACTIVE)
                .count();
        return new MessageCounts(active, 0, 0, held.size(), journal.contentBytes());
    }

    /** Locks the first available message for one receiver. */
    public Optional<BrokeredMessage> lockNext() {
        return firstAvailable().map(this::lock);
    }

    /** Gives away the first available message for good. */
    public Optional<BrokeredMessage> takeNext() {
        return firstAvailable().map(this::take);
    }

    /** Locks a deferred message; empty if there is none of that number, or it is locked. */
    public Optional<BrokeredMessage> lockDeferred(long sequenceNumber) {
        return freeDeferred(sequenceNumber).map(this::lock);
    }

    /** Gives away a deferred message for good; empty if there is none of that number, or it is locked. */
    public Optional<BrokeredMessage> takeDeferred(long sequenceNumber) {
        return freeDeferred(sequenceNumber).map(this::take);
    }

    /** Shows messages, locked and deferred ones too, and changes nothing. */
    public List<BrokeredMessage> peek(long fromSequenceNumber, int atMost) {
        expireDue();
        return held.from(fromSequenceNumber)
                .limit(atMost)
                .map(index -> new BrokeredMessage(index, null, content(index.sequenceNumber())))
                .toList();
    }

    /** Makes a held lock last a full lock duration from now, and tells until when; empty if it is lost. */
    public Optional<Instant> renew(UUID lockToken) {
        expireDue();
        Instant until = clock.instant().plus(settings.lockDuration());
        return held.extend(lockToken, until) ? Optional.of(until) : Optional.empty();
    }

    public Settlement settle(UUID lockToken, Disposition disposition) {
        expireDue();
        return held.lockedBy(lockToken)
                .map(sequenceNumber -> settle(sequenceNumber, disposition))
                .orElse(Settlement.LOCK_LOST);
    }

    private Settlement settle(long sequenceNumber, Disposition disposition) {
        if (disposition instanceof Disposition.Complete) {
            remove(sequenceNumber);
        } else if (disposition instanceof Disposition.Release) {
            held.place(held.get(sequenceNumber));
        } else if (disposition instanceof Disposition.Abandon abandon) {
            modify(sequenceNumber, abandon.propertiesToModify());
            deliveredInVain(sequenceNumber);
        } else if (disposition instanceof Disposition.Defer defer) {
            modify(sequenceNumber, defer.propertiesToModify());
            keep(held.get(sequenceNumber).withState(MessageState.DEFERRED));
        } else if (disposition instanceof Disposition.DeadLetter deadLetter) {
            return deadLetter(sequenceNumber, deadLetter.properties());
        }
        return Settlement.DONE;
    }

    /** Does what is due: frees messages whose lock has run out, retires messages that waited too long. */
    public void expireDue() {
        Instant now = clock.instant();
        for (Optional<Long> due = held.due(now); due.isPresent(); due = held.due(now)) {
            if (held.isLocked(due.get())) {
                deliveredInVain(due.get());
            } else {
                waitedTooLong(due.get());
            }
        }
    }

    /** When {@link #expireDue} has something to do next. */
    public Optional<Instant> nextDeadline() {
        return held.nextDeadline();
    }

    private void waitedTooLong(long sequenceNumber) {
        if (deadLetters == null || !settings.deadLetterOnExpiration()) {
            remove(sequenceNumber);
        } else {
            deadLetter(sequenceNumber, DeadLetterReason.EXPIRED.properties());
        }
    }

    private void deliveredInVain(long sequenceNumber) {
        keep(held.get(sequenceNumber).deliveredInVain());
        if (deadLetters != null && held.get(sequenceNumber).deliveryCount() >= settings.maxDeliveryCount()) {
            deadLetter(sequenceNumber, DeadLetterReason.MAX_DELIVERY_COUNT.properties());
        }
    }

    private Settlement deadLetter(long sequenceNumber, Map<String, Object> properties) {
        if (deadLetters == null) {
            return Settlement.NOT_ALLOWED;
        }
        deadLetters.adopt(
                held.get(sequenceNumber),
                content(sequenceNumber).withApplicationProperties(properties).withAnnotation(DEAD_LETTER_SOURCE, path));
        remove(sequenceNumber);
        return Settlement.DONE;
    }

    /** Takes over a message from the queue whose dead letters are kept here; here it waits for ever. */
    private void adopt(MessageIndex from, AnnotatedMessage message) {
        MessageIndex index = new MessageIndex(
                lastSequenceNumber + 1,
                from.enqueuedSequenceNumber(),
                from.enqueuedAt(),
                null,
                from.deliveryCount(),
                MessageState.ACTIVE);
        add(index, message);
    }

    private void add(MessageIndex index, AnnotatedMessage message) {
        journal.add(index, message.encode());
        lastSequenceNumber = index.sequenceNumber();
        held.place(index);
    }

    private void keep(MessageIndex changed) {
        journal.update(changed);
        held.place(changed);
    }

    private void modify(long sequenceNumber, Map<String, Object> properties) {
        if (!properties.isEmpty()) {
            AnnotatedMessage modified = content(sequenceNumber).withApplicationProperties(properties);
            journal.replaceContent(sequenceNumber, modified.encode());
        }
    }

    private BrokeredMessage lock(long sequenceNumber) {
        AnnotatedMessage content = content(sequenceNumber);
        Lock lock = held.lock(sequenceNumber, clock.instant().plus(settings.lockDuration()));
        return new BrokeredMessage(held.get(sequenceNumber), lock, content);
    }

    private BrokeredMessage take(long sequenceNumber) {
        BrokeredMessage taken = new BrokeredMessage(held.get(sequenceNumber), null, content(sequenceNumber));
        remove(sequenceNumber);
        return taken;
    }

    private void remove(long sequenceNumber) {
        journal.remove(sequenceNumber);
        held.remove(sequenceNumber);
    }

    private Optional<Long> firstAvailable() {
        expireDue();
        return held.firstAvailable();
    }

    private Optional<Long> freeDeferred(long sequenceNumber) {
        expireDue();
        return held.isFreeDeferred(sequenceNumber) ? Optional.of(sequenceNumber) : Optional.empty();
    }

    private AnnotatedMessage content(long sequenceNumber) {
        try {
            return AnnotatedMessage.parse(journal.content(sequenceNumber));
        } catch (MalformedMessageException damaged) {
            throw new IllegalStateException(
                    "The journal's content of message " + sequenceNumber + " of " + path + " is damaged", damaged);
        }
    }

    private Optional<Duration> timeToLive(AnnotatedMessage message) {
        Optional<Duration> most = settings.defaultTimeToLive();
        Optional<Duration> asked = message.timeToLive();
        return asked.isPresent() && most.isPresent() && asked.get().compareTo(most.get()) > 0
                ? most
                : asked.or(() -> most);
    }
}
