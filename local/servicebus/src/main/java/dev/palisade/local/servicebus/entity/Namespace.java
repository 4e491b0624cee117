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
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All entities of the broker, found by path in any case. Entities come and go while it runs; what was made or changed
 * that way is there again after a restart.
 */
public final class Namespace {
    private static final String DEAD_LETTERS = "/$DeadLetterQueue";
    private static final String TRANSFER_DEAD_LETTERS = "/$Transfer" + DEAD_LETTERS;

    private final Map<String, EntityDescription> descriptions = new TreeMap<>();
    private final Map<String, MessageQueue> queues = new HashMap<>();
    private final Map<String, Topic> topics = new HashMap<>();
    private final Journals journals;
    private final InstantSource clock;

    /**
     * A namespace of the entities that its owner describes, and of those that were made while a predecessor ran. What
     * the owner says of an entity or subscription wins over what was made of the same name, but for rules that the
     * owner says nothing about.
     */
    public Namespace(List<EntityDescription> entities, Journals journals, InstantSource clock) {
        this.journals = journals;
        this.clock = clock;
        entities.forEach(this::install);
        for (EntityDescription kept : journals.catalogue().load()) {
            installWhatIsNew(kept);
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

    /** Has each entity do what is due. */
    public void expireDue() {
        topics.values().forEach(Topic::expireDue);
        queues.values().forEach(MessageQueue::expireDue);
    }

    /** The queue or topic of that name as it is described now. */
    public Optional<EntityDescription> describe(String name) {
        return Optional.ofNullable(descriptions.get(key(name)));
    }

    /** The subscription that a path names, as it is described now. */
    public Optional<Subscription> describe(SubscriptionPath path) {
        return describe(path.topic())
                .filter(EntityDescription.Topic.class::isInstance)
                .flatMap(topic -> ((EntityDescription.Topic) topic).subscription(path.subscription()));
    }

    /** Changes a subscription of a topic that exists, or adds it. */
    public void put(String topic, Subscription subscription) {
        if (describe(topic).orElseThrow() instanceof EntityDescription.Topic described) {
            put(described.withSubscription(subscription));
        }
    }

    /** What a queue, topic or subscription holds, its dead letters too; nothing for what is not there. */
    public MessageCounts counts(String path) {
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

    /** All queues and topics in the order of their names. */
    public List<EntityDescription> descriptions() {
        return List.copyOf(descriptions.values());
    }

    /**
     * Adds an entity, or changes the one of that name. Messages and locks stay as they are, but for the subscriptions
     * that the new description of a topic no longer has: those go with their messages.
     *
     * @throws IllegalArgumentException if a queue is to become a topic, or the other way round, or if it is to begin or
     *     cease to require sessions: Service Bus fixes both when an entity is made
     */
    public void put(EntityDescription entity) {
        refuseOtherSessions(entity);
        install(entity);
        journals.catalogue().keep(entity);
    }

    private void refuseOtherSessions(EntityDescription entity) {
        sessions(entity).forEach((path, required) -> {
            if (queue(path).filter(known -> known.requiresSession() != required).isPresent()) {
                throw new IllegalArgumentException("Whether " + path + " requires sessions cannot be changed");
            }
        });
    }

    /** Which queues of an entity require sessions, by path. */
    private static Map<String, Boolean> sessions(EntityDescription entity) {
        Map<String, Boolean> required = new TreeMap<>();
        if (entity instanceof EntityDescription.Queue queue) {
            required.put(queue.name(), queue.settings().requiresSession());
        } else if (entity instanceof EntityDescription.Topic topic) {
            topic.subscriptions()
                    .forEach(subscription -> required.put(
                            path(topic, subscription), subscription.settings().requiresSession()));
        }
        return required;
    }

    /** Removes a queue or a topic with its subscriptions, and all their messages; false if there is none. */
    public boolean remove(String name) {
        EntityDescription removed = descriptions.remove(key(name));
        if (removed == null) {
            return false;
        }
        if (removed instanceof EntityDescription.Topic topic) {
            topic.subscriptions().forEach(subscription -> dropQueue(path(topic, subscription)));
            topics.remove(key(name));
            journals.drop(topic.name());
        } else {
            dropQueue(removed.name());
        }
        journals.catalogue().forget(removed.name());
        return true;
    }

    /** When an entity has something to do although nobody asks it. */
    public Optional<Instant> nextDeadline() {
        return Stream.concat(
                        queues.values().stream().flatMap(queue -> queue.nextDeadline().stream()),
                        topics.values().stream().flatMap(topic -> topic.nextDeadline().stream()))
                .min(Instant::compareTo);
    }

    private void installWhatIsNew(EntityDescription kept) {
        Optional<EntityDescription> described = describe(kept.name());
        if (described.isEmpty()) {
            install(kept);
        } else if (described.get() instanceof EntityDescription.Topic ofOwner
                && kept instanceof EntityDescription.Topic made) {
            EntityDescription.Topic merged = ofOwner;
            for (Subscription subscription : made.subscriptions()) {
                merged = merged.withSubscription(merge(ofOwner.subscription(subscription.name()), subscription));
            }
            install(merged);
        }
    }

    /** Of what the owner describes, only the rules may come from before, if the owner says nothing about them. */
    private static Subscription merge(Optional<Subscription> ofOwner, Subscription made) {
        return ofOwner.map(described -> described.hasDefaultRules() ? described.withRules(made.rules()) : described)
                .orElse(made);
    }

    private void install(EntityDescription entity) {
        EntityDescription before = descriptions.get(key(entity.name()));
        if (before != null && before.getClass() != entity.getClass()) {
            throw new IllegalArgumentException("The name " + entity.name() + " is that of an entity of another kind");
        }
        if (entity instanceof EntityDescription.Queue queue) {
            installQueue(queue.name(), queue.settings(), queue.duplicateDetection());
        } else if (entity instanceof EntityDescription.Topic topic) {
            installTopic(topic, before instanceof EntityDescription.Topic known ? known : topic);
        }
        descriptions.put(key(entity.name()), entity);
    }

    private void installTopic(EntityDescription.Topic topic, EntityDescription.Topic before) {
        before.subscriptions().stream()
                .filter(known -> topic.subscription(known.name()).isEmpty())
                .forEach(gone -> dropQueue(path(topic, gone)));
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

    private static String path(EntityDescription.Topic topic, Subscription subscription) {
        return topic.name() + "/Subscriptions/" + subscription.name();
    }

    private static DeliverySettings bounded(DeliverySettings settings, Optional<Duration> topicTimeToLive) {
        Optional<Duration> shorter = topicTimeToLive
                .map(ofTopic -> settings.defaultTimeToLive()
                        .filter(own -> own.compareTo(ofTopic) < 0)
                        .orElse(ofTopic))
                .or(settings::defaultTimeToLive);
        return settings.withDefaultTimeToLive(shorter);
    }

    private static String key(String path) {
        return path.toLowerCase(Locale.ROOT);
    }
}
