package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Disposition;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Settlement;
import java.util.Map;
import java.util.UUID;

/** Settles messages by their lock tokens, for receivers that have no link which they came by. */
final class UpdateDisposition implements QueueOperation {
    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        Disposition disposition = disposition(arguments);
        for (UUID token : arguments.uuids("lock-tokens")) {
            Settlement settlement = queue.settle(token, disposition);
            if (settlement != Settlement.DONE) {
                return refusal(settlement, queue.requiresSession());
            }
        }
        return Response.ok(Map.of());
    }

    private static Response refusal(Settlement settlement, boolean session) {
        return switch (settlement) {
            case DONE -> throw new IllegalArgumentException("What is done is not refused");
            // Such a lock ends with the session's.
            case LOCK_LOST -> session ? LockLost.ofSession() : LockLost.response();
            case SESSION_LOCK_LOST -> LockLost.ofSession();
            case NOT_ALLOWED ->
                Response.error(400, "amqp:not-allowed", "A dead-lettered message cannot be dead-lettered again");
        };
    }

    private static Disposition disposition(Arguments arguments) throws BadRequestException {
        Map<String, Object> properties = arguments.properties("properties-to-modify");
        String status = arguments.text("disposition-status");
        return switch (status) {
            case "completed" -> new Disposition.Complete();
            case "abandoned" -> new Disposition.Abandon(properties);
            case "released" -> new Disposition.Release();
            // The protocol's own spelling.
            case "defered" -> new Disposition.Defer(properties);
            case "suspended" -> deadLetter(arguments, properties);
            default -> throw new BadRequestException("There is no disposition-status '" + status + "'");
        };
    }

    private static Disposition deadLetter(Arguments arguments, Map<String, Object> properties) {
        arguments.optionalText("deadletter-reason").ifPresent(reason -> properties.put("DeadLetterReason", reason));
        arguments
                .optionalText("deadletter-description")
                .ifPresent(description -> properties.put("DeadLetterErrorDescription", description));
        return new Disposition.DeadLetter(properties);
    }
}
