package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Brokers in this process, with the entities that the tests use. */
final class Brokers {
    static final String REQUESTS = "requests";
    /** A queue whose locks run out while one waits for it. */
    static final String HASTY = "hasty";
    /** A queue that dead-letters at the second failed delivery. */
    static final String STRICT = "strict";

    /** A queue that drops messages whose id it has seen. */
    static final String CAREFUL = "careful";
    /** A queue that forwards to the topic. */
    static final String ENTRY = "entry";

    static final String SESSIONS = "sessions";
    /** A queue whose sessions run out while one waits for it. */
    static final String HASTY_SESSIONS = "hasty-sessions";

    static final String TOPIC = "outcomes";

    private Brokers() {}

    static ServiceBusBroker inMemory() {
        return ServiceBusBroker.start(new BrokerOptions(
                        0,
                        null,
                        List.of(
                                new EntityDescription.Queue(REQUESTS, DeliverySettings.DEFAULT),
                                new EntityDescription.Queue(HASTY, settings(Duration.ofMillis(500), 100)),
                                new EntityDescription.Queue(STRICT, settings(Duration.ofMinutes(1), 2)),
                                new EntityDescription.Queue(CAREFUL, DeliverySettings.DEFAULT)
                                        .withDuplicateDetection(Duration.ofMinutes(10)),
                                new EntityDescription.Queue(ENTRY, DeliverySettings.DEFAULT.withForwardTo(TOPIC)),
                                new EntityDescription.Queue(SESSIONS, DeliverySettings.DEFAULT.withSessions()),
                                new EntityDescription.Queue(
                                        HASTY_SESSIONS,
                                        settings(Duration.ofMillis(1500), 100).withSessions()),
                                new EntityDescription.Topic(
                                        TOPIC, Optional.empty(), List.of(subscription("all"), subscription("audit")))))
                .withAdmin(0));
    }

    private static DeliverySettings settings(Duration lock, int maxDeliveryCount) {
        return new DeliverySettings(lock, maxDeliveryCount, Optional.empty(), false);
    }

    private static EntityDescription.Subscription subscription(String name) {
        return new EntityDescription.Subscription(name, DeliverySettings.DEFAULT);
    }
}
