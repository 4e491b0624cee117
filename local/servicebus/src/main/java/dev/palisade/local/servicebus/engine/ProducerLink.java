package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import dev.palisade.local.servicebus.message.MessageBatch;
import java.util.ArrayList;
import java.util.List;
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
    private final Destination destination;

    ProducerLink(Receiver receiver, Destination destination, int maxMessageSize) {
        this.transfers = new IncomingTransfer(receiver, maxMessageSize);
        this.destination = destination;
        transfers.topUp();
    }

    @Override
    public void deliveryChanged(Delivery delivery) {
        transfers
                .read(delivery)
                .ifPresent(bytes -> transfers.answer(delivery, take(bytes, delivery.getMessageFormat())));
    }

    private DeliveryState take(byte[] bytes, int messageFormat) {
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
