package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.message.AmqpTimestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes held locks last longer. The Java SDK reads the expirations only if they come as an AMQP array. */
final class RenewLock implements QueueOperation {
    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        if (queue.requiresSession()) {
            throw new BadRequestException("A message of a session is locked as long as the session: renew that lock");
        }
        List<Date> expirations = new ArrayList<>();
        for (UUID token : arguments.uuids("lock-tokens")) {
            Optional<Instant> until = queue.renew(token);
            if (until.isEmpty()) {
                return LockLost.response();
            }
            expirations.add(AmqpTimestamp.of(until.get()));
        }
        return Response.ok(Map.of("expirations", expirations.toArray(Date[]::new)));
    }
}
