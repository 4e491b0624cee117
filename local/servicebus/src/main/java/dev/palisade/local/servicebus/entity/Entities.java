package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The queues and topics at work, found by path in any case, and brought in line with their descriptions. */
final class Entities {
    private static final String DEAD_LETTERS = "/$DeadLetterQueue";
    private static final String TRANSFER_DEAD_LETTERS = "/$Transfer" + DEAD_LETTERS;

    private final Map<String, MessageQueue> queues = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Journals journals;
    private final InstantSource clock;

    Entities(Journals journals, InstantSource clock) {
        this.journals = journals;
        this.clock = clock;
    }

    static String path(EntityDescription.Topic topic, Subscription subscription) {
        return topic.name() + "/Subscriptions/" + subscription.name();
    }

    static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    Optional<MessageQueue> queue(String path) {
        return Optional.ofNullable(queues.get(key(path)));
    }

    Optional<Topic> topic(String path) {
        return Optional.ofNullable(topics.get(key(path)));
    }

    Optional<Destination> destination(String path) {
        Optional<Destination> topic = topic(path).map(found -> found);
        return path.contains("/") ? topic : topic.or(() -> queue(path).map(found -> found));
    }

    void expireDue() {
        topics.values().forEach(Topic::expireDue);
        queues.values().forEach(MessageQueue::expireDue);
    }

    Optional<Instant> nextDeadline() {
        return Stream.concat(
                        queues.values().stream().flatMap(queue -> queue.nextDeadline().stream()),
                        topics.values().stream().flatMap(topic -> topic.nextDeadline().stream()))
                .min(Instant::compareTo);
    }

    MessageCounts counts(String path) {
        MessageCounts waiting = queue(path)
                .map(MessageQueue::counts)
                .or(() -> topic(path).map(Topic::counts))
                .orElse(MessageCounts.NONE);
        MessageCounts dead =
                queue(path + DEAD_LETTERS).map(MessageQueue::counts).orElse(MessageCounts.NONE);
        MessageCounts transfer =
                queue(path + TRANSFER_DEAD_LETTERS).map(MessageQueue::counts).orElse(MessageCounts.NONE);
        return waiting.plus(new MessageCounts(0, 0, dead.total(), 0, dead.total(), dead.sizeInBytes()))
                .plus(new MessageCounts(0, 0, 0, transfer.total(), transfer.total(), transfer.sizeInBytes()));
    }

    /** Makes or changes what a description describes; what it no longer has goes with its messages. */
    void install(EntityDescription entity, Optional<EntityDescription> before) {
        if (entity instanceof EntityDescription.Queue queue) {
            installQueue(queue.name(), queue.settings(), queue.duplicateDetection());
        } else if (entity instanceof EntityDescription.Topic topic) {
            before.ifPresent(known -> dropMissing(known, topic));
            installTopic(topic);
        }
    }

    void drop(EntityDescription removed) {
        if (removed instanceof EntityDescription.Topic topic) {
            topic.subscriptions().forEach(subscription -> dropQueue(path(topic, subscription)));
            topics.remove(key(topic.name()));
            journals.drop(topic.name());
        } else {
            dropQueue(removed.name());
        }
    }

    private void dropMissing(EntityDescription before, EntityDescription.Topic topic) {
        if (before instanceof EntityDescription.Topic known) {
            known.subscriptions().stream()
                    .filter(subscription ->
                            topic.subscription(subscription.name()).isEmpty())
                    .forEach(gone -> dropQueue(path(topic, gone)));
        }
    }

    private void installTopic(EntityDescription.Topic topic) {
        List<Subscriber> subscriptions = topic.subscriptions().stream()
                .map(subscription -> new Subscriber(
                        subscription,
                        installQueue(
                                path(topic, subscription),
                                bounded(subscription.settings(), topic.defaultTimeToLive()),
                                Optional.empty())))
                .toList();
        topics.computeIfAbsent(
                        key(topic.name()),
                        unused ->
                                new Topic(topic.name(), topic.duplicateDetection(), journals.open(topic.name()), clock))
                .change(subscriptions, topic.duplicateDetection());
    }

    private MessageQueue installQueue(String path, DeliverySettings settings, Optional<Duration> duplicateWindow) {
        MessageQueue known = queues.get(key(path));
        if (known != null) {
            known.change(settings, duplicateWindow);
            return known;
        }
        Exits exits = new Exits(
                path,
                this::destination,
                deadLetterQueue(path + DEAD_LETTERS, settings),
                deadLetterQueue(path + TRANSFER_DEAD_LETTERS, settings));
        MessageQueue queue = new MessageQueue(path, settings, duplicateWindow, journals.open(path), clock, exits);
        queues.put(key(path), queue);
        return queue;
    }

    private MessageQueue deadLetterQueue(String path, DeliverySettings settings) {
        MessageQueue deadLetters =
                new MessageQueue(path, settings.forDeadLetters(), Optional.empty(), journals.open(path), clock, null);
        queues.put(key(path), deadLetters);
        return deadLetters;
    }

    private void dropQueue(String path) {
        for (String dropped : List.of(path, path + DEAD_LETTERS, path + TRANSFER_DEAD_LETTERS)) {
            MessageQueue queue = queues.remove(key(dropped));
            if (queue != null) {
                queue.retire();
            }
            journals.drop(dropped);
        }
    }

    private static DeliverySettings bounded(DeliverySettings settings, Optional<Duration> topicTimeToLive) {
        Optional<Duration> shorter = topicTimeToLive
                .map(ofTopic -> settings.defaultTimeToLive()
                        .filter(own -> own.compareTo(ofTopic) < 0)
                        .orElse(ofTopic))
                .or(settings::defaultTimeToLive);
        return settings.withDefaultTimeToLive(shorter);
    }
}
