package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import dev.palisade.local.servicebus.entity.Namespace;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The management node of a queue, a subscription or a dead-letter queue. */
public final class QueueManagement implements RequestHandler {
    private static final Map<String, QueueOperation> OPERATIONS = named(Map.of(
            "renew-lock", new RenewLock(),
            "peek-message", new PeekMessage(),
            "receive-by-sequence-number", new ReceiveBySequenceNumber(),
            "update-disposition", new UpdateDisposition()));

    private final Namespace namespace;
    private final String path;

    /** @param path of a queue, which may go while its management node is used */
    public QueueManagement(Namespace namespace, String path) {
        this.namespace = namespace;
        this.path = path;
    }

    @Override
    public Response handle(Request request) {
        try {
            return RuleManagement.offers(request.operation())
                    ? RuleManagement.handle(namespace, path, request)
                    : apply(OPERATIONS.get(request.operation()), request);
        } catch (BadRequestException incomplete) {
            return Response.error(400, "com.microsoft:argument-error", String.valueOf(incomplete.getMessage()));
        }
    }

    private Response apply(@Nullable QueueOperation operation, Request request) throws BadRequestException {
        if (operation == null) {
            return Response.error(
                    501, "amqp:not-implemented", "The operation '" + request.operation() + "' is not offered here");
        }
        Optional<MessageQueue> queue = namespace.queue(path);
        return queue.isPresent() ? operation.apply(queue.get(), request.arguments()) : Response.entityNotFound(path);
    }

    private static Map<String, QueueOperation> named(Map<String, QueueOperation> operations) {
        Map<String, QueueOperation> named = new HashMap<>();
        operations.forEach((name, operation) -> named.put("com.microsoft:" + name, operation));
        return named;
    }
}
