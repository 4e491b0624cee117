package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.filter.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One entity of the namespace as its owner describes it. Names are matched without regard to case. */
public sealed interface EntityDescription {
    String name();

    /** A list with an element in the place of the one that is like it, or at the end. */
    private static <T> List<T> with(List<T> elements, T added, Predicate<T> alike) {
        List<T> changed = new ArrayList<>(elements);
        for (int i = 0; i < changed.size(); i++) {
            if (alike.test(changed.get(i))) {
                changed.set(i, added);
                return changed;
            }
        }
        changed.add(added);
        return changed;
    }

    /**
     * A queue.
     *
     * @param duplicateDetection how long a message id is remembered; empty if duplicates are not detected
     */
    record Queue(String name, DeliverySettings settings, Optional<Duration> duplicateDetection)
            implements EntityDescription {
        public Queue(String name, DeliverySettings settings) {
            this(name, settings, Optional.empty());
        }

        public Queue withDuplicateDetection(Duration window) {
            return new Queue(name, settings, Optional.of(window));
        }
    }

    /**
     * A topic, which copies each message to its subscriptions.
     *
     * @param duplicateDetection how long a message id is remembered; empty if duplicates are not detected
     */
    record Topic(
            String name,
            Optional<Duration> defaultTimeToLive,
            Optional<Duration> duplicateDetection,
            List<Subscription> subscriptions)
            implements EntityDescription {
        public Topic {
            subscriptions = List.copyOf(subscriptions);
        }

        public Topic(String name, Optional<Duration> defaultTimeToLive, List<Subscription> subscriptions) {
            this(name, defaultTimeToLive, Optional.empty(), subscriptions);
        }

        public Topic withDuplicateDetection(Duration window) {
            return new Topic(name, defaultTimeToLive, Optional.of(window), subscriptions);
        }

        public Optional<Subscription> subscription(String subscriptionName) {
            return subscriptions.stream()
                    .filter(subscription -> subscription.isNamed(subscriptionName))
                    .findFirst();
        }

        /** This topic with a subscription added, or put in the place of the one of that name. */
        public Topic withSubscription(Subscription added) {
            List<Subscription> all = with(subscriptions, added, subscription -> subscription.isNamed(added.name()));
            return new Topic(name, defaultTimeToLive, duplicateDetection, all);
        }

        public Topic withoutSubscription(String subscriptionName) {
            List<Subscription> others = subscriptions.stream()
                    .filter(subscription -> !subscription.isNamed(subscriptionName))
                    .toList();
            return new Topic(name, defaultTimeToLive, duplicateDetection, others);
        }
    }

    /**
     * A subscription of a topic.
     *
     * @param rules what it takes of its topic; none takes nothing
     * @param deadLetterOnFilterFailure whether a message that a rule cannot be evaluated on is dead-lettered, or not
     *     taken by that rule
     */
    record Subscription(String name, DeliverySettings settings, List<Rule> rules, boolean deadLetterOnFilterFailure) {
        public Subscription {
            rules = List.copyOf(rules);
        }

        /** With the one rule that takes everything. */
        public Subscription(String name, DeliverySettings settings) {
            this(name, settings, List.of(Rule.defaultRule()), true);
        }

        public Subscription withRules(List<Rule> changed) {
            return new Subscription(name, settings, changed, deadLetterOnFilterFailure);
        }

        public Optional<Rule> rule(String ruleName) {
            return rules.stream().filter(rule -> rule.isNamed(ruleName)).findFirst();
        }

        /** This subscription with a rule added, or put in the place of the one of that name. */
        public Subscription withRule(Rule added) {
            return withRules(with(rules, added, rule -> rule.isNamed(added.name())));
        }

        public Subscription withoutRule(String ruleName) {
            return withRules(
                    rules.stream().filter(rule -> !rule.isNamed(ruleName)).toList());
        }

        boolean isNamed(String other) {
            return name.equalsIgnoreCase(other);
        }

        /** Whether nothing was said about its rules when it was described. */
        boolean hasDefaultRules() {
            return rules.equals(List.of(Rule.defaultRule()));
        }
    }

    /**
     * How messages are handed out.
     *
     * @param maxDeliveryCount at this many failed deliveries a message is dead-lettered
     * @param defaultTimeToLive the longest that a message waits; empty for ever
     * @param deadLetterOnExpiration whether a message that waited too long is dead-lettered or dropped
     * @param requiresSession whether each message belongs to a session, which one receiver at a time holds
     * @param forwardTo the queue or topic that messages go on to; empty if they wait here
     * @param forwardDeadLetteredMessagesTo the queue or topic that dead letters go to; empty for the entity's own
     *     dead-letter queue
     */
    record DeliverySettings(
            Duration lockDuration,
            int maxDeliveryCount,
            Optional<Duration> defaultTimeToLive,
            boolean deadLetterOnExpiration,
            boolean requiresSession,
            Optional<String> forwardTo,
            Optional<String> forwardDeadLetteredMessagesTo) {
        /** What Service Bus gives an entity of which nothing is said. */
        public static final DeliverySettings DEFAULT =
                new DeliverySettings(Duration.ofMinutes(1), 10, Optional.empty(), false);

        /** Without sessions and forwarding. */
        public DeliverySettings(
                Duration lockDuration,
                int maxDeliveryCount,
                Optional<Duration> defaultTimeToLive,
                boolean deadLetterOnExpiration) {
            this(
                    lockDuration,
                    maxDeliveryCount,
                    defaultTimeToLive,
                    deadLetterOnExpiration,
                    false,
                    Optional.empty(),
                    Optional.empty());
        }

        public DeliverySettings withDefaultTimeToLive(Optional<Duration> longest) {
            return new DeliverySettings(
                    lockDuration,
                    maxDeliveryCount,
                    longest,
                    deadLetterOnExpiration,
                    requiresSession,
                    forwardTo,
                    forwardDeadLetteredMessagesTo);
        }

        public DeliverySettings withSessions() {
            return new DeliverySettings(
                    lockDuration,
                    maxDeliveryCount,
                    defaultTimeToLive,
                    deadLetterOnExpiration,
                    true,
                    forwardTo,
                    forwardDeadLetteredMessagesTo);
        }

        public DeliverySettings withForwardTo(String path) {
            return new DeliverySettings(
                    lockDuration,
                    maxDeliveryCount,
                    defaultTimeToLive,
                    deadLetterOnExpiration,
                    requiresSession,
                    Optional.of(path),
                    forwardDeadLetteredMessagesTo);
        }

        public DeliverySettings withForwardDeadLetteredMessagesTo(String path) {
            return new DeliverySettings(
                    lockDuration,
                    maxDeliveryCount,
                    defaultTimeToLive,
                    deadLetterOnExpiration,
                    requiresSession,
                    forwardTo,
                    Optional.of(path));
        }

        /** How the dead letters of such an entity are handed out: they wait for ever, without sessions. */
        DeliverySettings forDeadLetters() {
            return new DeliverySettings(lockDuration, Integer.MAX_VALUE, Optional.empty(), false);
        }
    }
}
