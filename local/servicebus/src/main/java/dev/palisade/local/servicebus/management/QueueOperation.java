package dev.palisade.local.servicebus.management;

import dev.palisade.local.servicebus.entity.MessageQueue;

/** One operation on a queue. Arguments are read before anything is changed. */
interface QueueOperation {
    Response apply(MessageQueue queue, Arguments arguments) throws BadRequestException;
}
