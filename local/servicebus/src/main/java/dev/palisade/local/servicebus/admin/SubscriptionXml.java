package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.MessageCounts;
import dev.palisade.local.servicebus.filter.Rule;
import java.util.List;
import java.util.Set;

/** A subscription as the SDKs describe it, its elements in Service Bus' own order. */
final class SubscriptionXml {
    static final String ROOT = "SubscriptionDescription";

    private static final String DEFAULT_RULE = "DefaultRuleDescription";
    private static final String FILTER_FAILURES = "DeadLetteringOnFilterEvaluationExceptions";
    private static final Set<String> KNOWN = Set.of(
            "LockDuration",
            "RequiresSession",
            "DefaultMessageTimeToLive",
            "DeadLetteringOnMessageExpiration",
            FILTER_FAILURES,
            DEFAULT_RULE,
            "MessageCount",
            "MaxDeliveryCount",
            "EnableBatchedOperations",
            "Status",
            "ForwardTo",
            "CreatedAt",
            "UpdatedAt",
            "AccessedAt",
            "CountDetails",
            "UserMetadata",
            "ForwardDeadLetteredMessagesTo",
            "AutoDeleteOnIdle",
            "EnablePartitioning",
            "EntityAvailabilityStatus");

    private SubscriptionXml() {}

    /** A subscription with the rule that its description brings, or the default rule. */
    static Subscription read(String name, DescriptionReader reader) {
        reader.allow(KNOWN);
        CommonXml.refuseUnsupported(reader);
        DeliverySettings settings = QueueXml.settings(reader);
        boolean deadLetterOnFilterFailure = reader.flag(FILTER_FAILURES, true);
        Rule rule = reader.description()
                .child(DEFAULT_RULE)
                .map(given -> RuleXml.read(given.text("Name").orElse(Rule.DEFAULT_NAME), reader, given))
                .orElseGet(Rule::defaultRule);
        reader.throwIfInvalid();
        return new Subscription(name, settings, List.of(rule), deadLetterOnFilterFailure);
    }

    static void write(
            Subscription subscription, MessageCounts counts, AtomWriter.Times times, String authority, XmlOutput out) {
        DeliverySettings settings = subscription.settings();
        out.element("LockDuration", settings.lockDuration())
                .element("RequiresSession", settings.requiresSession())
                .element("DefaultMessageTimeToLive", CommonXml.endless(settings.defaultTimeToLive()))
                .element("DeadLetteringOnMessageExpiration", settings.deadLetterOnExpiration())
                .element(FILTER_FAILURES, subscription.deadLetterOnFilterFailure())
                .element("MessageCount", counts.total())
                .element("MaxDeliveryCount", settings.maxDeliveryCount())
                .element("EnableBatchedOperations", true)
                .element("Status", "Active")
                .element("ForwardTo", CommonXml.url(settings.forwardTo(), authority));
        CommonXml.writeTimes(out, times);
        CommonXml.writeCounts(out, counts);
        out.element(
                "ForwardDeadLetteredMessagesTo", CommonXml.url(settings.forwardDeadLetteredMessagesTo(), authority));
        CommonXml.writeAvailability(out);
    }
}
