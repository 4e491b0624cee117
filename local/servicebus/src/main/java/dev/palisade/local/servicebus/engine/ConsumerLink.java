package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.Disposition;
import dev.palisade.local.servicebus.entity.MessageSource;
import dev.palisade.local.servicebus.management.LockLost;
import java.util.Optional;
import java.util.UUID;
import org.apache.qpid.proton.amqp.messaging.Received;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Sender;

/**
 * A link that a client receives messages on, locked or for good as its settle mode says. When it closes, the locks of
 * what it was given run on, as with Service Bus; but a session is let go of, and its messages with it.
 */
final class ConsumerLink implements LinkHandler {
    // What a slow reader may make us hold in memory on its behalf.
    private static final int MOST_UNSENT_BYTES = 1 << 20;

    private final Sender sender;
    private final MessageSource source;
    private final Dispatcher dispatcher;

    ConsumerLink(Sender sender, MessageSource source, Dispatcher dispatcher) {
        this.sender = sender;
        this.source = source;
        this.dispatcher = dispatcher;
        dispatcher.add(source, this);
    }

    @Override
    public void closed() {
        dispatcher.remove(source, this);
        source.close();
    }

    /** The source gives nothing any more: the client is told why. */
    void closeEnded() {
        sender.setCondition(
                source.condition() == MessageSource.Condition.SESSION_LOCK_LOST
                        ? AmqpErrors.error(Outcomes.SESSION_LOCK_LOST, LockLost.OF_SESSION_DESCRIPTION)
                        : AmqpErrors.notFound(source.path()));
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
        Optional<BrokeredMessage> next = forGood ? source.takeNext() : source.lockNext();
        next.ifPresent(message -> send(message, forGood));
    }

    /** Tells a client that wants to know at once that no more comes now. */
    void drainIfAsked() {
        if (sender.getDrain() && sender.getCredit() > 0 && !source.hasAvailable()) {
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
                ? AmqpErrors.noTransactions()
                : Outcomes.answer(asked, source.settle(lockToken, disposition.get()));
    }
}
