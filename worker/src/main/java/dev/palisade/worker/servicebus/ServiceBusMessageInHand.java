package dev.palisade.worker.servicebus;

import com.azure.core.amqp.models.AmqpMessageBody;
import com.azure.core.amqp.models.AmqpMessageBodyType;
import com.azure.core.exception.AzureException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import dev.palisade.worker.intake.Delivery;
import dev.palisade.worker.intake.LockedMessage;
import dev.palisade.worker.intake.Refusal;
import dev.palisade.worker.intake.SettlementFailedException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** A received message together with the receiver that must settle it. */
final class ServiceBusMessageInHand implements LockedMessage {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ServiceBusReceiverAsyncClient receiver;
    private final ServiceBusReceivedMessage message;

    ServiceBusMessageInHand(ServiceBusReceiverAsyncClient receiver, ServiceBusReceivedMessage message) {
        this.receiver = receiver;
        this.message = message;
    }

    @Override
    public Delivery delivery() {
        return delivery(message);
    }

    static Delivery delivery(ServiceBusReceivedMessage message) {
        return new Delivery(
                text(message.getRawAmqpMessage().getBody()),
                message.getEnqueuedTime().toInstant());
    }

    @Override
    public Instant lockedUntil() {
        return message.getLockedUntil().toInstant();
    }

    @Override
    public Instant renewLock() {
        OffsetDateTime end = answered("renewing its lock", () -> receiver.renewMessageLock(message));
        return end == null ? lockedUntil() : end.toInstant();
    }

    @Override
    public void complete() {
        answered("completing it", () -> receiver.complete(message));
    }

    @Override
    public void deadLetter(Refusal refusal) {
        DeadLetterOptions options = new DeadLetterOptions()
                .setDeadLetterReason(refusal.reason().name())
                .setDeadLetterErrorDescription(refusal.description());
        answered("dead-lettering it", () -> receiver.deadLetter(message, options));
    }

    @Override
    public void release() {
        answered("giving it back", () -> EarlyRelease.of(receiver, message));
    }

    private <T> @Nullable T answered(String doing, Supplier<Mono<T>> call) {
        try {
            return call.get().block(PATIENCE);
        } catch (AzureException | IllegalStateException refused) {
            throw new SettlementFailedException(
                    "message " + message.getSequenceNumber() + ", " + doing + ": " + Reasons.of(refused), refused);
        }
    }

    /** Some senders put JSON in an AMQP string rather than in data. What is neither has no text, and is refused for that. */
    private static String text(AmqpMessageBody body) {
        if (body.getBodyType() == AmqpMessageBodyType.DATA) {
            return new String(body.getFirstData(), StandardCharsets.UTF_8);
        }
        return body.getBodyType() == AmqpMessageBodyType.VALUE && body.getValue() instanceof String text ? text : "";
    }
}
