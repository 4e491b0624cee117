package dev.palisade.local.servicebus.entity;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** One entity of the namespace as its owner describes it. Names are matched without regard to case. */
public sealed interface EntityDescription {
    String name();

    /** A queue. */
    record Queue(String name, DeliverySettings settings) implements EntityDescription {}

    /** A topic, which copies each message to all its subscriptions. */
    record Topic(String name, Optional<Duration> defaultTimeToLive, List<Subscription> subscriptions)
            implements EntityDescription {
        public Topic {
            subscriptions = List.copyOf(subscriptions);
        }
    }

    /** A subscription of a topic. */
    record Subscription(String name, DeliverySettings settings) {}

    /**
     * How messages are handed out.
     *
     * @param maxDeliveryCount at this many failed deliveries a message is dead-lettered
     * @param defaultTimeToLive the longest that a message waits; empty for ever
     * @param deadLetterOnExpiration whether a message that waited too long is dead-lettered or dropped
     */
    record DeliverySettings(
            Duration lockDuration,
            int maxDeliveryCount,
            Optional<Duration> defaultTimeToLive,
            boolean deadLetterOnExpiration) {
        /** What Service Bus gives an entity of which nothing is said. */
        public static final DeliverySettings DEFAULT =
                new DeliverySettings(Duration.ofMinutes(1), 10, Optional.empty(), false);
    }
}
