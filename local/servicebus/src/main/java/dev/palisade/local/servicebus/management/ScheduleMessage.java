package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Destination;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import dev.palisade.local.servicebus.message.MalformedMessageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.Binary;

/** Takes messages that are to be enqueued later, all of a request or none. The SDKs read the numbers from an array. */
final class ScheduleMessage implements DestinationOperation {
    @Override
    public Response apply(Destination destination, Arguments arguments) throws BadRequestException {
        List<AnnotatedMessage> messages = new ArrayList<>();
        for (Map<?, ?> entry : arguments.maps("messages")) {
            messages.add(message(entry, destination));
        }
        Long[] numbers = messages.stream().map(destination::enqueue).toArray(Long[]::new);
        return Response.ok(Map.of("sequence-numbers", numbers));
    }

    private static AnnotatedMessage message(Map<?, ?> entry, Destination destination) throws BadRequestException {
        if (!(entry.get("message") instanceof Binary encoded)) {
            throw new BadRequestException("Each of messages must carry message as the bytes of a message");
        }
        AnnotatedMessage message;
        try {
            message = AnnotatedMessage.parse(encoded.asByteBuffer()).identified();
        } catch (MalformedMessageException malformed) {
            throw new BadRequestException(String.valueOf(malformed.getMessage()));
        }
        if (message.scheduledFor().isEmpty()) {
            throw new BadRequestException("Each message must say when it is due, as x-opt-scheduled-enqueue-time");
        }
        if (destination.requiresSession() && message.sessionId().isEmpty()) {
            throw new BadRequestException("Each message for '" + destination.path() + "' must name its session");
        }
        return message;
    }
}
