package dev.palisade.local.servicebus.engine;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Sender;

/** A link that a client receives responses on. A response waits until the client gives credit for it. */
final class ReplyLink implements LinkHandler {
    private final Sender sender;
    private final ReplyRoutes routes;
    private final Deque<byte[]> waiting = new ArrayDeque<>();
    private long sent;

    ReplyLink(Sender sender, ReplyRoutes routes) {
        this.sender = sender;
        this.routes = routes;
    }

    void reply(byte[] response) {
        waiting.add(response);
        creditChanged();
    }

    @Override
    public void creditChanged() {
        while (sender.getCredit() > 0 && !waiting.isEmpty()) {
            send(waiting.remove());
        }
        if (sender.getDrain()) {
            sender.drained();
        }
    }

    private void send(byte[] response) {
        Delivery delivery =
                sender.delivery(ByteBuffer.allocate(Long.BYTES).putLong(++sent).array());
        sender.send(response, 0, response.length);
        if (sender.getSenderSettleMode() != SenderSettleMode.UNSETTLED) {
            delivery.settle();
        }
        sender.advance();
    }

    @Override
    public void deliveryChanged(Delivery delivery) {
        if (delivery.getRemoteState() != null || delivery.remotelySettled()) {
            delivery.settle();
        }
    }

    @Override
    public void closed() {
        routes.remove(this);
    }
}
