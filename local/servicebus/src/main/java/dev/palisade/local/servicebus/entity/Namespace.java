package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All entities of the broker, found by path in any case. Entities come and go while it runs; what was made or changed
 * that way is there again after a restart.
 */
public final class Namespace {
    private final Map<String, EntityDescription> descriptions = new TreeMap<>();
    private final Entities entities;
    private final Catalogue catalogue;

    /**
     * A namespace of the entities that its owner describes, and of those that were made while a predecessor ran. What
     * the owner says of an entity or subscription wins over what was made of the same name, but for rules that the
     * owner says nothing about.
     */
    public Namespace(List<EntityDescription> described, Journals journals, InstantSource clock) {
        this.entities = new Entities(journals, clock);
        this.catalogue = journals.catalogue();
        described.forEach(this::install);
        for (EntityDescription kept : catalogue.load()) {
            installWhatIsNew(kept);
        }
    }

    /** A queue, a subscription, or the dead-letter queue of one: what can be received from. */
    public Optional<MessageQueue> queue(String path) {
        return entities.queue(path);
    }

    public Optional<Topic> topic(String path) {
        return entities.topic(path);
    }

    /** What can be sent to: a topic, or a queue that is neither a subscription nor a dead-letter queue. */
    public Optional<Destination> destination(String path) {
        return entities.destination(path);
    }

    public boolean exists(String path) {
        return queue(path).isPresent() || topic(path).isPresent();
    }

    /** What a queue, topic or subscription holds, its dead letters too; nothing for what is not there. */
    public MessageCounts counts(String path) {
        return entities.counts(path);
    }

    /** Has each entity do what is due. */
    public void expireDue() {
        entities.expireDue();
    }

    /** When an entity has something to do although nobody asks it. */
    public Optional<Instant> nextDeadline() {
        return entities.nextDeadline();
    }

    /** The queue or topic of that name as it is described now. */
    public Optional<EntityDescription> describe(String name) {
        return Optional.ofNullable(descriptions.get(Entities.key(name)));
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
        catalogue.keep(entity);
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
                            Entities.path(topic, subscription),
                            subscription.settings().requiresSession()));
        }
        return required;
    }

    /** Removes a queue or a topic with its subscriptions, and all their messages; false if there is none. */
    public boolean remove(String name) {
        EntityDescription removed = descriptions.remove(Entities.key(name));
        if (removed == null) {
            return false;
        }
        entities.drop(removed);
        catalogue.forget(removed.name());
        return true;
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
        EntityDescription before = descriptions.get(Entities.key(entity.name()));
        if (before != null && before.getClass() != entity.getClass()) {
            throw new IllegalArgumentException("The name " + entity.name() + " is that of an entity of another kind");
        }
        entities.install(entity, Optional.ofNullable(before));
        descriptions.put(Entities.key(entity.name()), entity);
    }
}
