package dev.palisade.local.servicebus.engine;

import java.util.Optional;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;

/** Reads whole transfers off a link that a client sends on, answers them and keeps the client in credit. */
final class IncomingTransfer {
    private static final Symbol MESSAGE_SIZE_EXCEEDED = Symbol.valueOf("amqp:link:message-size-exceeded");
    private static final int CREDIT = 1000;

    private final Receiver receiver;
    private final int maxMessageSize;
    // Of the transfer that is arriving, if it is too large.
    private long discarded;

    IncomingTransfer(Receiver receiver, int maxMessageSize) {
        this.receiver = receiver;
        this.maxMessageSize = maxMessageSize;
    }

    /** The bytes of a transfer, once it has arrived whole. One that is too large is refused and never kept. */
    Optional<byte[]> read(Delivery delivery) {
        if (!delivery.isReadable()) {
            return Optional.empty();
        }
        if (delivery.isAborted()) {
            receiver.advance();
            delivery.settle();
            discarded = 0;
            topUp();
            return Optional.empty();
        }
        if (discarded + delivery.pending() > maxMessageSize) {
            discard(delivery);
            return Optional.empty();
        }
        if (delivery.isPartial()) {
            return Optional.empty();
        }
        byte[] bytes = new byte[delivery.pending()];
        receiver.recv(bytes, 0, bytes.length);
        receiver.advance();
        return Optional.of(bytes);
    }

    private void discard(Delivery delivery) {
        discarded += receiver.recv().remaining();
        if (!delivery.isPartial()) {
            receiver.advance();
            discarded = 0;
            answer(
                    delivery,
                    AmqpErrors.rejected(
                            MESSAGE_SIZE_EXCEEDED,
                            "The message is larger than the " + maxMessageSize + " bytes that this entity takes"));
        }
    }

    /** Leaves with the socket's next flush, which is after the commit. */
    void answer(Delivery delivery, DeliveryState outcome) {
        delivery.disposition(outcome);
        delivery.settle();
        topUp();
    }

    void topUp() {
        if (receiver.getCredit() < CREDIT / 2) {
            receiver.flow(CREDIT - receiver.getCredit());
        }
    }
}
