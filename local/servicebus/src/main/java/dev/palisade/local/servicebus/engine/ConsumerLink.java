package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.Disposition;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Received;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;

/**
 * A link that a client receives messages on, locked or for good as its settle mode says. When it closes, the locks of
 * what it was given run on, as with Service Bus.
 */
final class ConsumerLink implements LinkHandler {
    // What a slow reader may make us hold in memory on its behalf.
    private static final int MOST_UNSENT_BYTES = 1 << 20;

    private final Sender sender;
    private final MessageQueue queue;
    private final Dispatcher dispatcher;

    ConsumerLink(Sender sender, MessageQueue queue, Dispatcher dispatcher) {
        this.sender = sender;
        this.queue = queue;
        this.dispatcher = dispatcher;
        dispatcher.add(queue, this);
    }

    @Override
    public void closed() {
        dispatcher.remove(queue, this);
    }

    /** The queue was removed. */
    void closeGone() {
        sender.setCondition(AmqpErrors.notFound(queue.path()));
        sender.close();
    }

    boolean canTake() {
        return sender.getCredit() > 0
                && sender.getLocalState() == EndpointState.ACTIVE
                && sender.getSession().getOutgoingBytes() < MOST_UNSENT_BYTES;
    }

    /** Sends the next message, if there is one. */
    void take() {
        boolean forGood = sender.getSenderSettleMode() == SenderSettleMode.SETTLED;
        Optional<BrokeredMessage> next = forGood ? queue.takeNext() : queue.lockNext();
        next.ifPresent(message -> send(message, forGood));
    }

    /** Tells a client that wants to know at once that no more comes now. */
    void drainIfAsked() {
        if (sender.getDrain() && sender.getCredit() > 0 && !queue.hasAvailable()) {
            sender.drained();
        }
    }

    private void send(BrokeredMessage message, boolean settled) {
        UUID token = message.deliveryToken();
        Delivery delivery = sender.delivery(DeliveryTag.of(token));
        delivery.setContext(token);
        byte[] encoded = message.encode();
        sender.send(encoded, 0, encoded.length);
        if (settled) {
            delivery.settle();
        }
        sender.advance();
    }

    @Override
    public void deliveryChanged(Delivery delivery) {
        DeliveryState asked = delivery.getRemoteState();
        if (sender.getLocalState() == EndpointState.CLOSED || delivery.isSettled() || asked instanceof Received) {
            return;
        }
        if (asked != null) {
            delivery.disposition(settle((UUID) delivery.getContext(), asked));
            delivery.settle();
        } else if (delivery.remotelySettled()) {
            // The client has forgotten the delivery without an outcome; its lock runs out.
            delivery.settle();
        }
    }

    private DeliveryState settle(UUID lockToken, DeliveryState asked) {
        Optional<Disposition> disposition = Outcomes.disposition(asked);
        return disposition.isEmpty()
                ? AmqpErrors.rejected(AmqpError.NOT_IMPLEMENTED, "This broker does not take part in transactions")
                : Outcomes.answer(asked, queue.settle(lockToken, disposition.get()));
    }
}
