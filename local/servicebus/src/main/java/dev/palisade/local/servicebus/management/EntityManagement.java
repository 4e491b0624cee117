package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import java.util.Map;
import java.util.Optional;

/** The management node of a queue, a topic, a subscription or a dead-letter queue. */
public final class EntityManagement implements RequestHandler {
    private static final String PREFIX = "com.microsoft:";

    private static final Map<String, QueueOperation> ON_QUEUES = Map.of(
            "renew-lock", new RenewLock(),
            "peek-message", new PeekMessage(),
            "receive-by-sequence-number", new ReceiveBySequenceNumber(),
            "update-disposition", new UpdateDisposition(),
            "renew-session-lock", new RenewSessionLock(),
            "get-session-state", new GetSessionState(),
            "set-session-state", new SetSessionState(),
            "get-message-sessions", new GetMessageSessions());

    private static final Map<String, DestinationOperation> ON_DESTINATIONS = Map.of(
            "schedule-message", new ScheduleMessage(),
            "cancel-scheduled-message", new CancelScheduledMessage());

    private final Namespace namespace;
    private final String path;

    /** @param path of an entity, which may go while its management node is used */
    public EntityManagement(Namespace namespace, String path) {
        this.namespace = namespace;
        this.path = path;
    }

    @Override
    public Response handle(Request request) {
        if (!namespace.exists(path)) {
            return Response.entityNotFound(path);
        }
        try {
            return RuleManagement.offers(request.operation())
                    ? RuleManagement.handle(namespace, path, request)
                    : perform(request);
        } catch (BadRequestException incomplete) {
            return Response.error(400, "com.microsoft:argument-error", String.valueOf(incomplete.getMessage()));
        }
    }

    private Response perform(Request request) throws BadRequestException {
        String name =
                request.operation().startsWith(PREFIX) ? request.operation().substring(PREFIX.length()) : "";
        Optional<MessageQueue> queue = namespace.queue(path);
        QueueOperation onQueue = ON_QUEUES.get(name);
        if (onQueue != null && queue.isPresent()) {
            return onQueue.apply(queue.get(), request.arguments());
        }
        Optional<Destination> destination = namespace.destination(path);
        DestinationOperation onDestination = ON_DESTINATIONS.get(name);
        if (onDestination != null && destination.isPresent()) {
            return onDestination.apply(destination.get(), request.arguments());
        }
        return Response.error(
                501, "amqp:not-implemented", "The operation '" + request.operation() + "' is not offered here");
    }
}
