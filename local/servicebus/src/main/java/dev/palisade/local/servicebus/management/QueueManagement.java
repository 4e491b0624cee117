package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.HashMap;
import java.util.Map;

/** The management node of a queue, a subscription or a dead-letter queue. */
public final class QueueManagement implements RequestHandler {
    private static final Map<String, QueueOperation> OPERATIONS = named(Map.of(
            "renew-lock", new RenewLock(),
            "peek-message", new PeekMessage(),
            "receive-by-sequence-number", new ReceiveBySequenceNumber(),
            "update-disposition", new UpdateDisposition()));

    private final MessageQueue queue;

    public QueueManagement(MessageQueue queue) {
        this.queue = queue;
    }

    @Override
    public Response handle(Request request) {
        QueueOperation operation = OPERATIONS.get(request.operation());
        if (operation == null) {
            return Response.error(
                    501, "amqp:not-implemented", "The operation '" + request.operation() + "' is not offered here");
        }
        try {
            return operation.apply(queue, request.arguments());
        } catch (BadRequestException incomplete) {
            return Response.error(400, "com.microsoft:argument-error", String.valueOf(incomplete.getMessage()));
        }
    }

    private static Map<String, QueueOperation> named(Map<String, QueueOperation> operations) {
        Map<String, QueueOperation> named = new HashMap<>();
        operations.forEach((name, operation) -> named.put("com.microsoft:" + name, operation));
        return named;
    }
}
