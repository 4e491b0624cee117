package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Destination;
import java.util.List;
import java.util.Map;

/** Drops messages that are still scheduled. */
final class CancelScheduledMessage implements DestinationOperation {
    @Override
    public Response apply(Destination destination, Arguments arguments) throws BadRequestException {
        List<Long> numbers = arguments.numbers("sequence-numbers");
        List<Long> unknown = numbers.stream()
                .filter(number -> !destination.cancelScheduled(number))
                .toList();
        return unknown.isEmpty()
                ? Response.ok(Map.of())
                : Response.error(
                        404, "com.microsoft:message-not-found", "No scheduled message of " + unknown + " was found");
    }
}
