package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All entities of the broker, found by path in any case. */
public final class Namespace {
    private static final String DEAD_LETTER_SUFFIX = "/$DeadLetterQueue";

    private final Map<String, MessageQueue> queues = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Journals journals;
    private final InstantSource clock;

    public Namespace(List<EntityDescription> entities, Journals journals, InstantSource clock) {
        this.journals = journals;
        this.clock = clock;
        for (EntityDescription entity : entities) {
            if (entity instanceof EntityDescription.Queue queue) {
                add(queue.name(), queue.settings());
            } else if (entity instanceof EntityDescription.Topic topic) {
                add(topic);
            }
        }
    }

    /** A queue, a subscription, or the dead-letter queue of one: what can be received from. */
    public Optional<MessageQueue> queue(String path) {
        return Optional.ofNullable(queues.get(key(path)));
    }

    public Optional<Topic> topic(String path) {
        return Optional.ofNullable(topics.get(key(path)));
    }

    /** What can be sent to: a topic, or a queue that is neither a subscription nor a dead-letter queue. */
    public Optional<Destination> destination(String path) {
        Optional<Destination> topic = topic(path).map(found -> found);
        return path.contains("/") ? topic : topic.or(() -> queue(path).map(found -> found));
    }

    public boolean exists(String path) {
        return queue(path).isPresent() || topic(path).isPresent();
    }

    public Collection<MessageQueue> queues() {
        return queues.values();
    }

    /** When an entity has something to do although nobody asks it. */
    public Optional<Instant> nextDeadline() {
        return queues.values().stream()
                .flatMap(queue -> queue.nextDeadline().stream())
                .min(Instant::compareTo);
    }

    private void add(EntityDescription.Topic topic) {
        List<MessageQueue> subscriptions = new ArrayList<>();
        for (EntityDescription.Subscription subscription : topic.subscriptions()) {
            subscriptions.add(add(
                    topic.name() + "/Subscriptions/" + subscription.name(),
                    bounded(subscription.settings(), topic.defaultTimeToLive())));
        }
        topics.put(key(topic.name()), new Topic(topic.name(), subscriptions));
    }

    private MessageQueue add(String path, DeliverySettings settings) {
        String deadLetterPath = path + DEAD_LETTER_SUFFIX;
        DeliverySettings forDeadLetters =
                new DeliverySettings(settings.lockDuration(), Integer.MAX_VALUE, Optional.empty(), false);
        MessageQueue deadLetters =
                new MessageQueue(deadLetterPath, forDeadLetters, journals.open(deadLetterPath), clock, null);
        MessageQueue queue = new MessageQueue(path, settings, journals.open(path), clock, deadLetters);
        queues.put(key(deadLetterPath), deadLetters);
        queues.put(key(path), queue);
        return queue;
    }

    private static DeliverySettings bounded(DeliverySettings settings, Optional<Duration> topicTimeToLive) {
        Optional<Duration> shorter = topicTimeToLive
                .map(ofTopic -> settings.defaultTimeToLive()
                        .filter(own -> own.compareTo(ofTopic) < 0)
                        .orElse(ofTopic))
                .or(settings::defaultTimeToLive);
        return new DeliverySettings(
                settings.lockDuration(), settings.maxDeliveryCount(), shorter, settings.deadLetterOnExpiration());
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
