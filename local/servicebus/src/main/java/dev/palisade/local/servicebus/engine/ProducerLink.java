package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import dev.palisade.local.servicebus.message.MessageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** A link that a client sends messages on. A transfer is taken whole, all messages of a batch or none. */
final class ProducerLink implements LinkHandler {
    private static final Symbol SCHEDULED_ENQUEUE_TIME = Symbol.valueOf("x-opt-scheduled-enqueue-time");

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
        transfers.answer(delivery, take(bytes.get(), delivery.getMessageFormat(), destination.get()));
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
        if (messages.stream()
                .anyMatch(message -> message.annotation(SCHEDULED_ENQUEUE_TIME).isPresent())) {
            return AmqpErrors.rejected(
                    AmqpError.NOT_IMPLEMENTED, "This broker does not schedule messages; send them when they are due");
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
