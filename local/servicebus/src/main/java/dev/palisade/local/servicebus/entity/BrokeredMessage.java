package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.BrokerStamp;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as a receiver gets it: locked, taken for good, or only shown. */
public record BrokeredMessage(MessageIndex index, BrokerStamp.@Nullable Lock lock, AnnotatedMessage content) {
    /** The lock's token, or a random one where nothing is locked: every delivery needs a tag of this form. */
    public UUID deliveryToken() {
        return lock == null ? UUID.randomUUID() : lock.token();
    }

    public byte[] encode() {
        return content.encode(new BrokerStamp(
                index.sequenceNumber(),
                index.enqueuedSequenceNumber(),
                index.enqueuedAt(),
                index.deliveryCount(),
                index.state().number(),
                lock));
    }
}
