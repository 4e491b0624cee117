package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.BrokerStamp.Lock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Hands out the messages of one queue, and does with them what their receivers decide or leave undone. */
final class Deliveries {
    private final QueuedMessages messages;
    private final @Nullable Exits exits;
    private DeliverySettings settings;

    /** @param exits null for a dead-letter queue, which keeps what it has, however often it is delivered */
    Deliveries(QueuedMessages messages, @Nullable Exits exits, DeliverySettings settings) {
        this.messages = messages;
        this.exits = exits;
        this.settings = settings;
    }

    void change(DeliverySettings changed) {
        settings = changed;
    }

    BrokeredMessage lock(long sequenceNumber, Instant until) {
        AnnotatedMessage content = messages.content(sequenceNumber);
        Lock lock = messages.held().lock(sequenceNumber, until);
        return new BrokeredMessage(messages.held().get(sequenceNumber), lock, content);
    }

    /** Gives a message away for good. */
    BrokeredMessage take(long sequenceNumber) {
        BrokeredMessage taken =
                new BrokeredMessage(messages.held().get(sequenceNumber), null, messages.content(sequenceNumber));
        messages.remove(sequenceNumber);
        return taken;
    }

    Settlement settle(UUID lockToken, Disposition disposition) {
        Optional<Long> locked = messages.held().lockedBy(lockToken);
        return locked.isPresent() ? settle(locked.get(), disposition) : Settlement.LOCK_LOST;
    }

    private Settlement settle(long sequenceNumber, Disposition disposition) {
        if (disposition instanceof Disposition.Complete) {
            messages.remove(sequenceNumber);
        } else if (disposition instanceof Disposition.Release) {
            release(sequenceNumber);
        } else if (disposition instanceof Disposition.Abandon abandon) {
            messages.modify(sequenceNumber, abandon.propertiesToModify());
            failed(sequenceNumber);
        } else if (disposition instanceof Disposition.Defer defer) {
            messages.modify(sequenceNumber, defer.propertiesToModify());
            messages.keep(messages.held().get(sequenceNumber).withState(MessageState.DEFERRED));
        } else if (disposition instanceof Disposition.DeadLetter deadLetter) {
            return deadLetter(sequenceNumber, deadLetter.properties());
        }
        return Settlement.DONE;
    }

    /** Frees a message whose delivery was never begun. */
    void release(long sequenceNumber) {
        messages.held().place(messages.held().get(sequenceNumber));
    }

    /** Frees a message whose delivery has failed, or dead-letters it if that was the last one. */
    void failed(long sequenceNumber) {
        messages.keep(messages.held().get(sequenceNumber).deliveredInVain());
        if (messages.held().get(sequenceNumber).deliveryCount() >= settings.maxDeliveryCount()) {
            deadLetter(sequenceNumber, DeadLetterReason.MAX_DELIVERY_COUNT.properties());
        }
    }

    /** Retires a message that has waited too long. */
    void expired(long sequenceNumber) {
        if (settings.deadLetterOnExpiration()) {
            deadLetter(sequenceNumber, DeadLetterReason.EXPIRED.properties());
        } else {
            messages.remove(sequenceNumber);
        }
    }

    private Settlement deadLetter(long sequenceNumber, Map<String, Object> properties) {
        if (exits == null) {
            return Settlement.NOT_ALLOWED;
        }
        exits.deadLetter(
                messages.held().get(sequenceNumber),
                messages.content(sequenceNumber),
                properties,
                settings.forwardDeadLetteredMessagesTo());
        messages.remove(sequenceNumber);
        return Settlement.DONE;
    }
}
