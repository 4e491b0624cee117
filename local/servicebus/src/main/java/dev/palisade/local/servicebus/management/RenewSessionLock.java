package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.message.AmqpTimestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Makes a held session last longer. */
final class RenewSessionLock implements QueueOperation {
    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        Optional<Instant> until = queue.sessions().renew(arguments.text("session-id"));
        return until.isEmpty()
                ? LockLost.ofSession()
                : Response.ok(Map.of("expiration", AmqpTimestamp.of(until.get())));
    }
}
