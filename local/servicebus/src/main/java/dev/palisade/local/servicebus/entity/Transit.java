package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.message.AnnotatedMessage;

/**
 * A message on its way into an entity.
 *
 * @param firstSequenceNumber the number that it got where it was first sent to, 0 if that is here
 * @param hops how often it was forwarded on its way
 */
public record Transit(AnnotatedMessage content, long firstSequenceNumber, int hops) {
    static Transit sent(AnnotatedMessage content) {
        return new Transit(content, 0, 0);
    }

    Transit withContent(AnnotatedMessage changed) {
        return new Transit(changed, firstSequenceNumber, hops);
    }

    /** The number that says where it came from, if it gets this one here. */
    long enqueuedSequenceNumber(long here) {
        return firstSequenceNumber == 0 ? here : firstSequenceNumber;
    }
}
