package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;

/** Returns what receivers have left with a session that is held. */
final class GetSessionState implements QueueOperation {
    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        String session = arguments.text("session-id");
        if (queue.sessions().held(session).isEmpty()) {
            return LockLost.ofSession();
        }
        // A session without a state has the state null, which must be said.
        Map<String, Object> body = new HashMap<>();
        body.put(
                "session-state",
                queue.sessions().state(session).map(Binary::new).orElse(null));
        return Response.ok(body);
    }
}
