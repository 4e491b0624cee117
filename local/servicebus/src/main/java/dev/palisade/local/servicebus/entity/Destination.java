package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;

/** Something that messages can be sent to. */
public interface Destination {
    String path();

    /** Whether a message that names no session is refused. */
    boolean requiresSession();

    /**
     * Takes a message. One that is scheduled for later waits until then; one whose id was seen before, where
     * duplicates are detected, is dropped.
     *
     * @return its sequence number, by which it can be cancelled while it is scheduled; of a duplicate, the number that
     *     the first of that id got
     */
    long accept(Transit transit);

    /** Takes a message that was sent here. */
    default long enqueue(AnnotatedMessage message) {
        return accept(Transit.sent(message));
    }

    /** Drops a message that is still scheduled; false if there is none of that number. */
    boolean cancelScheduled(long sequenceNumber);
}
