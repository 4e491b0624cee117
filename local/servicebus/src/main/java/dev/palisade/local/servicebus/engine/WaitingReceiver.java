package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.AcceptedSession;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;

/** A link whose client wants any session, and which is not answered before there is one or the client's time is up. */
final class WaitingReceiver implements LinkHandler {
    private static final Symbol TIMEOUT = Symbol.valueOf("com.microsoft:timeout");

    private final Sender link;
    private final MessageQueue queue;
    private final Instant until;
    private final BiConsumer<Sender, AcceptedSession> begin;
    private final WaitingReceivers all;

    /** @param begin answers the attach, once there is a session */
    WaitingReceiver(
            Sender link,
            MessageQueue queue,
            Instant until,
            BiConsumer<Sender, AcceptedSession> begin,
            WaitingReceivers all) {
        this.link = link;
        this.queue = queue;
        this.until = until;
        this.begin = begin;
        this.all = all;
    }

    Instant until() {
        return until;
    }

    /** Answers the attach if there is something to say; whether there was. */
    boolean serve(Instant now) {
        boolean locks = link.getRemoteSenderSettleMode() != SenderSettleMode.SETTLED;
        Optional<AcceptedSession> session = queue.sessions().acceptNext(locks);
        if (session.isPresent()) {
            begin.accept(link, session.get());
            return true;
        }
        if (now.isBefore(until)) {
            return false;
        }
        link.open();
        link.setCondition(AmqpErrors.error(TIMEOUT, "No session of '" + queue.path() + "' became available in time"));
        link.close();
        return true;
    }

    @Override
    public void deliveryChanged(Delivery delivery) {}

    /** The client has given up. The engine cannot answer that: it sends no attach for a link that the peer has closed. */
    @Override
    public void closed() {
        all.remove(this);
    }
}
