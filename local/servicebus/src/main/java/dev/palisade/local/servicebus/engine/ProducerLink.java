package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import dev.palisade.local.servicebus.message.MessageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** A link that a client sends messages on. A transfer is taken whole, all messages of a batch or none. */
final class ProducerLink implements LinkHandler {
    private static final String NO_SESSION =
            "The SessionId was not set on a message, and it cannot be sent to the entity. Entities that have session "
                    + "support enabled can only receive messages that have the SessionId set to a valid value.";

    private final IncomingTransfer transfers;
    private final Receiver receiver;
    private final String path;
    private final Function<String, Optional<Destination>> destinations;

    /** @param destinations finds what can be sent to, by its path: it may go while the link is there */
    ProducerLink(
            Receiver receiver, String path, Function<String, Optional<Destination>> destinations, int maxMessageSize) {
        this.receiver = receiver;
        this.transfers = new IncomingTransfer(receiver, maxMessageSize);
        this.path = path;
        this.destinations = destinations;
        transfers.topUp();
    }

    @Override
    public void deliveryChanged(Delivery delivery) {
        Optional<byte[]> bytes = transfers.read(delivery);
        if (bytes.isEmpty()) {
            return;
        }
        Optional<Destination> destination = destinations.apply(path);
        if (destination.isEmpty()) {
            receiver.setCondition(AmqpErrors.notFound(path));
            receiver.close();
            return;
        }
        transfers.answer(
                delivery,
                delivery.getRemoteState() instanceof TransactionalState
                        ? AmqpErrors.noTransactions()
                        : take(bytes.get(), delivery.getMessageFormat(), destination.get()));
    }

    private static DeliveryState take(byte[] bytes, int messageFormat, Destination destination) {
        List<AnnotatedMessage> messages = new ArrayList<>();
        try {
            for (AnnotatedMessage message : split(bytes, messageFormat)) {
                messages.add(message.identified());
            }
        } catch (MalformedMessageException malformed) {
            return AmqpErrors.rejected(AmqpError.DECODE_ERROR, String.valueOf(malformed.getMessage()));
        }
        if (destination.requiresSession()
                && messages.stream().anyMatch(message -> message.sessionId().isEmpty())) {
            return AmqpErrors.rejected(AmqpError.NOT_ALLOWED, NO_SESSION);
        }
        messages.forEach(destination::enqueue);
        return Accepted.getInstance();
    }

    private static List<AnnotatedMessage> split(byte[] bytes, int messageFormat) throws MalformedMessageException {
        return messageFormat == MessageBatch.FORMAT
                ? MessageBatch.parse(bytes)
                : List.of(AnnotatedMessage.parse(bytes));
    }
}
