package dev.palisade.local.servicebus.entity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the broker knows of one message without reading its content.
 *
 * @param enqueuedSequenceNumber the number that it got where it was first sent to
 * @param expiresAt null if it may wait for ever
 * @param deliveryCount how many deliveries have failed
 */
public record MessageIndex(
        long sequenceNumber,
        long enqueuedSequenceNumber,
        Instant enqueuedAt,
        @Nullable Instant expiresAt,
        int deliveryCount,
        MessageState state) {
    MessageIndex deliveredInVain() {
        return new MessageIndex(
                sequenceNumber, enqueuedSequenceNumber, enqueuedAt, expiresAt, deliveryCount + 1, state);
    }

    MessageIndex withState(MessageState changed) {
        return new MessageIndex(sequenceNumber, enqueuedSequenceNumber, enqueuedAt, expiresAt, deliveryCount, changed);
    }
}
