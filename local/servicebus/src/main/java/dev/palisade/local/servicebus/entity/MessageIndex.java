package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows of one message without reading its content.
 *
 * @param enqueuedSequenceNumber the number that it got where it was first sent to
 * @param enqueuedAt when it began to wait for receivers, or will begin to, if it is scheduled
 * @param expiresAt null if it may wait for ever
 * @param deliveryCount how many deliveries have failed
 * @param sessionId null if it belongs to no session, or if its queue has none
 * @param hops how often it was forwarded before it came here
 */
public record MessageIndex(
        long sequenceNumber,
        long enqueuedSequenceNumber,
        Instant enqueuedAt,
        @Nullable Instant expiresAt,
        int deliveryCount,
        MessageState state,
        @Nullable String sessionId,
        int hops) {
    MessageIndex deliveredInVain() {
        return new MessageIndex(
                sequenceNumber,
                enqueuedSequenceNumber,
                enqueuedAt,
                expiresAt,
                deliveryCount + 1,
                state,
                sessionId,
                hops);
    }

    MessageIndex withState(MessageState changed) {
        return new MessageIndex(
                sequenceNumber, enqueuedSequenceNumber, enqueuedAt, expiresAt, deliveryCount, changed, sessionId, hops);
    }

    /** As it is kept among dead letters: it waits for ever, in no session. */
    MessageIndex asDeadLetter(long newSequenceNumber) {
        return new MessageIndex(
                newSequenceNumber,
                enqueuedSequenceNumber,
                enqueuedAt,
                null,
                deliveryCount,
                MessageState.ACTIVE,
                null,
                hops);
    }

    MessageIndex withoutSession() {
        return sessionId == null
                ? this
                : new MessageIndex(
                        sequenceNumber,
                        enqueuedSequenceNumber,
                        enqueuedAt,
                        expiresAt,
                        deliveryCount,
                        state,
                        null,
                        hops);
    }

    /** When something is due for it while nobody holds it; null for never. */
    @Nullable
    Instant dueUnlocked() {
        return switch (state) {
            case ACTIVE -> expiresAt;
            // Service Bus never expires a deferred message.
            case DEFERRED -> null;
            case SCHEDULED -> enqueuedAt;
        };
    }
}
