package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.AcceptedSession;
import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.qpid.proton.amqp.Binary;

/** Hands out deferred messages, all that are asked for or none, and those of a session only to who holds it. */
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
        Optional<List<BrokeredMessage>> received =
                delete ? queue.takeDeferred(sequenceNumbers, session) : queue.lockDeferred(sequenceNumbers, session);
        return received.map(ReceiveBySequenceNumber::found)
                .orElseGet(
                        () -> Response.error(
                                404,
                                "com.microsoft:message-not-found",
                                "Not all of " + sequenceNumbers
                                        + " could be received, and so none was: a message is not there, not deferred, or locked"));
    }

    private static Response found(List<BrokeredMessage> messages) {
        return Response.ok(Map.of(
                "messages",
                messages.stream().map(ReceiveBySequenceNumber::entry).toList()));
    }

    private static Map<String, Object> entry(BrokeredMessage message) {
        return Map.of("message", new Binary(message.encode()), "lock-token", message.deliveryToken());
    }
}
