package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.Map;

/** Leaves something with a session that is held, or with null takes it away. */
final class SetSessionState implements QueueOperation {
    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        String session = arguments.text("session-id");
        if (queue.sessions().held(session).isEmpty()) {
            return LockLost.ofSession();
        }
        queue.sessions().keepState(session, arguments.optionalBytes("session-state"));
        return Response.ok(Map.of());
    }
}
