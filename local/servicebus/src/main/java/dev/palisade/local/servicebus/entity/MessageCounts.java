package dev.palisade.local.servicebus.entity;

/**
 * How many messages an entity holds now.
 *
 * @param active also those that are locked
 * @param deadLettered in its dead-letter queue
 * @param transferDeadLettered those that could not be forwarded
 * @param total all, in whatever state
 * @param sizeInBytes of all of them
 */
public record MessageCounts(
        long active, long scheduled, long deadLettered, long transferDeadLettered, long total, long sizeInBytes) {
    public static final MessageCounts NONE = new MessageCounts(0, 0, 0, 0, 0, 0);

    public MessageCounts plus(MessageCounts other) {
        return new MessageCounts(
                active + other.active,
                scheduled + other.scheduled,
                deadLettered + other.deadLettered,
                transferDeadLettered + other.transferDeadLettered,
                total + other.total,
                sizeInBytes + other.sizeInBytes);
    }
}
