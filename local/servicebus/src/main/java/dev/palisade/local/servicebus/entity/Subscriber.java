package dev.palisade.local.servicebus.entity;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.filter.FilterException;
import dev.palisade.local.servicebus.filter.PropertySet;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import dev.palisade.local.servicebus.filter.SqlAction;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.util.List;

/**
 * A subscription's queue with the rules that guard it: one copy of a message for all rules without an action that
 * select it, and one for each rule with an action, as that action leaves it.
 */
final class Subscriber {
    /** What tells a receiver by which rule an altered copy came. */
    private static final String RULE_NAME = "RuleName";

    private final Subscription subscription;
    private final MessageQueue queue;
    private final boolean takesAll;

    Subscriber(Subscription subscription, MessageQueue queue) {
        this.subscription = subscription;
        this.queue = queue;
        this.takesAll = subscription.rules().stream()
                .allMatch(rule ->
                        rule.filter() instanceof RuleFilter.All && rule.action().isEmpty());
    }

    void offer(Transit transit) {
        AnnotatedMessage message = transit.content();
        List<Rule> rules = subscription.rules();
        if (takesAll) {
            // Most subscriptions are of this kind, and spare the reading of properties.
            rules.stream().findFirst().ifPresent(rule -> queue.accept(transit));
            return;
        }
        PropertySet properties = message.properties();
        boolean selected = false;
        for (Rule rule : rules) {
            try {
                boolean matches = rule.filter().matches(properties);
                if (matches && rule.action().isPresent()) {
                    queue.accept(transit.withContent(altered(
                            message, properties, rule.name(), rule.action().get())));
                }
                selected |= matches && rule.action().isEmpty();
            } catch (FilterException failed) {
                filterFailed(transit, rule, failed);
            }
        }
        if (selected) {
            queue.accept(transit);
        }
    }

    private static AnnotatedMessage altered(
            AnnotatedMessage message, PropertySet properties, String ruleName, SqlAction action)
            throws FilterException {
        PropertySet changed = action.apply(properties);
        changed.setUser(RULE_NAME, ruleName);
        return message.withProperties(changed);
    }

    private void filterFailed(Transit transit, Rule rule, FilterException failed) {
        if (subscription.deadLetterOnFilterFailure()) {
            queue.acceptDead(
                    transit,
                    DeadLetterReason.FILTER_FAILED.properties("Rule " + rule.name() + ": " + failed.getMessage()));
        }
    }
}
