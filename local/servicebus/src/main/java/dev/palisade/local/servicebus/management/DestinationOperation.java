package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.Destination;

/** One operation on what can be sent to. Arguments are read before anything is changed. */
interface DestinationOperation {
    Response apply(Destination destination, Arguments arguments) throws BadRequestException;
}
