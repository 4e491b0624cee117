package dev.palisade.local.servicebus.message;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Symbol;
import org.jspecify.annotations.Nullable;

/**
 * What the broker writes on a message that it hands out.
 *
 * @param deliveryCount how many deliveries have failed before this one
 * @param state 0 active, 1 deferred, 2 scheduled
 * @param lock null for a message that is only shown, or that is the receiver's for good
 */
public record BrokerStamp(
        long sequenceNumber,
        long enqueuedSequenceNumber,
        Instant enqueuedAt,
        int deliveryCount,
        int state,
        @Nullable Lock lock) {
    private static final Symbol LOCK_TOKEN = Symbol.valueOf("x-opt-lock-token");
    private static final Symbol SEQUENCE_NUMBER = Symbol.valueOf("x-opt-sequence-number");
    private static final Symbol ENQUEUED_SEQUENCE_NUMBER = Symbol.valueOf("x-opt-enqueue-sequence-number");
    private static final Symbol ENQUEUED_TIME = Symbol.valueOf("x-opt-enqueued-time");
    private static final Symbol LOCKED_UNTIL = Symbol.valueOf("x-opt-locked-until");
    private static final Symbol STATE = Symbol.valueOf("x-opt-message-state");

    /** A receiver's claim on a message. */
    public record Lock(UUID token, Instant until) {}

    Map<Symbol, Object> annotations() {
        Map<Symbol, Object> annotations = new HashMap<>();
        annotations.put(SEQUENCE_NUMBER, sequenceNumber);
        annotations.put(ENQUEUED_SEQUENCE_NUMBER, enqueuedSequenceNumber);
        annotations.put(ENQUEUED_TIME, AmqpTimestamp.of(enqueuedAt));
        annotations.put(STATE, state);
        if (lock != null) {
            annotations.put(LOCKED_UNTIL, AmqpTimestamp.of(lock.until()));
        }
        return annotations;
    }

    @Nullable
    Map<Symbol, Object> deliveryAnnotations() {
        return lock == null ? null : Map.of(LOCK_TOKEN, lock.token());
    }
}
