package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.management.Request;
import dev.palisade.local.servicebus.management.RequestHandler;
import java.util.Optional;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.codec.DecodeException;
import org.apache.qpid.proton.engine.Delivery;

/** A link that a client sends requests on, to {@code $cbs} or to the management node of an entity. */
final class RequestLink implements LinkHandler {
    private final IncomingTransfer transfers;
    private final String node;
    private final RequestHandler handler;
    private final ReplyRoutes routes;

    RequestLink(IncomingTransfer transfers, String node, RequestHandler handler, ReplyRoutes routes) {
        this.transfers = transfers;
        this.node = node;
        this.handler = handler;
        this.routes = routes;
        transfers.topUp();
    }

    @Override
    public void deliveryChanged(Delivery delivery) {
        transfers.read(delivery).ifPresent(bytes -> transfers.answer(delivery, handle(bytes)));
    }

    private DeliveryState handle(byte[] bytes) {
        Request request;
        try {
            request = Request.decode(bytes);
        } catch (DecodeException malformed) {
            return AmqpErrors.rejected(AmqpError.DECODE_ERROR, "The request is not an AMQP message");
        }
        Optional<ReplyLink> replies = routes.find(node, request.replyTo());
        if (replies.isEmpty()) {
            return AmqpErrors.rejected(
                    AmqpError.PRECONDITION_FAILED, "Attach a link that receives from " + node + " before asking");
        }
        replies.get().reply(handler.handle(request).encode(request.correlationId()));
        return Accepted.getInstance();
    }
}
