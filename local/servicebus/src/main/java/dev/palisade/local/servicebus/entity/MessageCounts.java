package dev.palisade.local.servicebus.entity;

/**
 * How many messages an entity holds now.
 *
 * @param active also those that are locked
 * @param deadLettered in its dead-letter queue
 * @param total all but the dead-lettered ones
 * @param sizeInBytes of all of them, dead-lettered ones too
 */
public record MessageCounts(long active, long scheduled, long deadLettered, long total, long sizeInBytes) {
    public static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0, 0);

    public MessageCounts plus(MessageCounts other) {
        return new MessageCounts(
                active + other.active,
                scheduled + other.scheduled,
                deadLettered + other.deadLettered,
                total + other.total,
                sizeInBytes + other.sizeInBytes);
    }
}
