package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
import dev.palisade.local.servicebus.entity.MessageCounts;
import dev.palisade.local.servicebus.filter.CorrelationFilter;
import dev.palisade.local.servicebus.filter.Rule;
import dev.palisade.local.servicebus.filter.RuleFilter;
import java.util.List;
import java.util.Set;

/** A topic as the SDKs describe it, its elements in Service Bus' own order. */
final class TopicXml {
    static final String ROOT = "TopicDescription";

    private static final Set<String> KNOWN = Set.of(
            "DefaultMessageTimeToLive",
            "MaxSizeInMegabytes",
            "RequiresDuplicateDetection",
            "DuplicateDetectionHistoryTimeWindow",
            "EnableBatchedOperations",
            "SizeInBytes",
            "FilteringMessagesBeforePublishing",
            "IsAnonymousAccessible",
            "AuthorizationRules",
            "Status",
            "CreatedAt",
            "UpdatedAt",
            "AccessedAt",
            "SupportOrdering",
            "CountDetails",
            "SubscriptionCount",
            "SqlFilterCount",
            "CorrelationFilterCount",
            "AutoDeleteOnIdle",
            "EnablePartitioning",
            "EntityAvailabilityStatus",
            "EnableSubscriptionPartitioning",
            "EnableExpress",
            "UserMetadata",
            "MaxMessageSizeInKilobytes");

    private TopicXml() {}

    /** @param subscriptions which the topic has, since its description does not name them */
    static Topic read(String name, List<Subscription> subscriptions, DescriptionReader reader) {
        reader.allow(KNOWN);
        CommonXml.refuseUnsupported(reader);
        reader.only("FilteringMessagesBeforePublishing", "false", "this broker filters when it publishes");
        reader.only("EnableSubscriptionPartitioning", "false", "this broker has one partition");
        Topic topic = new Topic(
                name,
                reader.optionalDuration("DefaultMessageTimeToLive"),
                QueueXml.duplicateDetection(reader),
                subscriptions);
        reader.throwIfInvalid();
        return topic;
    }

    /** @param withFilterCounts whether the client knows counts of filters */
    static void write(
            Topic topic, MessageCounts counts, AtomWriter.Times times, boolean withFilterCounts, XmlOutput out) {
        out.element("DefaultMessageTimeToLive", CommonXml.endless(topic.defaultTimeToLive()));
        CommonXml.writeSize(out);
        out.element("RequiresDuplicateDetection", topic.duplicateDetection().isPresent())
                .element(
                        "DuplicateDetectionHistoryTimeWindow",
                        topic.duplicateDetection().orElse(QueueXml.DEFAULT_DUPLICATE_WINDOW))
                .element("EnableBatchedOperations", true)
                .element("SizeInBytes", counts.sizeInBytes())
                .element("FilteringMessagesBeforePublishing", false)
                .element("IsAnonymousAccessible", false)
                .element("Status", "Active");
        CommonXml.writeTimes(out, times);
        out.element("SupportOrdering", true);
        CommonXml.writeCounts(out, counts);
        out.element("SubscriptionCount", topic.subscriptions().size());
        if (withFilterCounts) {
            writeFilterCounts(topic, out);
        }
        CommonXml.writeAvailability(out);
        out.element("EnableSubscriptionPartitioning", false).element("EnableExpress", false);
    }

    /** A filter that takes everything or nothing is one of SQL to Service Bus. */
    private static void writeFilterCounts(Topic topic, XmlOutput out) {
        List<RuleFilter> filters = topic.subscriptions().stream()
                .flatMap(subscription -> subscription.rules().stream())
                .map(Rule::filter)
                .toList();
        long correlation =
                filters.stream().filter(CorrelationFilter.class::isInstance).count();
        out.element("SqlFilterCount", filters.size() - correlation).element("CorrelationFilterCount", correlation);
    }
}
