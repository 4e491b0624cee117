package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.BrokeredMessage;
import dev.palisade.local.servicebus.entity.MessageQueue;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;

/** Shows messages from a sequence number on, without locking them. */
final class PeekMessage implements QueueOperation {
    private static final long MOST_AT_ONCE = 250;

    @Override
    public Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException {
        long from = arguments.number("from-sequence-number");
        int count = (int) Math.min(arguments.number("message-count"), MOST_AT_ONCE);
        if (count <= 0) {
            throw new BadRequestException("message-count must be positive");
        }
        List<BrokeredMessage> shown = queue.peek(from, count, arguments.optionalText("session-id"));
        return shown.isEmpty()
                ? Response.noContent()
                : Response.ok(Map.of(
                        "messages", shown.stream().map(PeekMessage::entry).toList()));
    }

    private static Map<String, Object> entry(BrokeredMessage message) {
        return Map.of("message", new Binary(message.encode()));
    }
}
