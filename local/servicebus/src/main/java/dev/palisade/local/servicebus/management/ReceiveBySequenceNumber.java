package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.AcceptedSession;
import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;

/** Hands out deferred messages: those that exist and that nobody holds, of a session only to who holds it. */
final class ReceiveBySequenceNumber implements QueueOperation {
    private static final long DELETE = 0;

    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        List<Long> sequenceNumbers = arguments.numbers("sequence-numbers");
        boolean delete = arguments.number("receiver-settle-mode") == DELETE;
        Optional<AcceptedSession> session = Optional.empty();
        if (queue.requiresSession()) {
            session = queue.sessions().held(arguments.text("session-id"));
            if (session.isEmpty()) {
                return LockLost.ofSession();
            }
        }
        List<Map<String, Object>> received = new ArrayList<>();
        for (long sequenceNumber : sequenceNumbers) {
            Optional<BrokeredMessage> message =
                    delete ? queue.takeDeferred(sequenceNumber, session) : queue.lockDeferred(sequenceNumber, session);
            message.map(ReceiveBySequenceNumber::entry).ifPresent(received::add);
        }
        if (received.isEmpty()) {
            return Response.error(
                    404, "com.microsoft:message-not-found", "No deferred message of " + sequenceNumbers + " was found");
        }
        return Response.ok(Map.of("messages", received));
    }

    private static Map<String, Object> entry(BrokeredMessage message) {
        return Map.of("message", new Binary(message.encode()), "lock-token", message.deliveryToken());
    }
}
