package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;

/** Something that messages can be sent to. */
public interface Destination {
    String path();

    void enqueue(AnnotatedMessage message);
}
