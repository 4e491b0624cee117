package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.DurationLimits;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Queue;
import dev.palisade.local.servicebus.entity.MessageCounts;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** A queue as the SDKs describe it, its elements in Service Bus' own order. */
final class QueueXml {
    static final String ROOT = "QueueDescription";
    static final Duration DEFAULT_DUPLICATE_WINDOW = Duration.ofMinutes(1);

    private static final Set<String> KNOWN = Set.of(
            "LockDuration",
            "MaxSizeInMegabytes",
            "RequiresDuplicateDetection",
            "RequiresSession",
            "DefaultMessageTimeToLive",
            "DeadLetteringOnMessageExpiration",
            "DuplicateDetectionHistoryTimeWindow",
            "MaxDeliveryCount",
            "EnableBatchedOperations",
            "SizeInBytes",
            "MessageCount",
            "IsAnonymousAccessible",
            "AuthorizationRules",
            "Status",
            "ForwardTo",
            "UserMetadata",
            "CreatedAt",
            "UpdatedAt",
            "AccessedAt",
            "SupportOrdering",
            "CountDetails",
            "AutoDeleteOnIdle",
            "EnablePartitioning",
            "EntityAvailabilityStatus",
            "ForwardDeadLetteredMessagesTo",
            "EnableExpress",
            "MaxMessageSizeInKilobytes");

    private QueueXml() {}

    static Queue read(String name, DescriptionReader reader) {
        reader.allow(KNOWN);
        CommonXml.refuseUnsupported(reader);
        Queue queue = new Queue(name, settings(reader), duplicateDetection(reader));
        reader.throwIfInvalid();
        return queue;
    }

    static DeliverySettings settings(DescriptionReader reader) {
        return new DeliverySettings(
                reader.duration("LockDuration", DeliverySettings.DEFAULT.lockDuration(), DurationLimits.LOCK),
                reader.positive("MaxDeliveryCount", DeliverySettings.DEFAULT.maxDeliveryCount()),
                reader.optionalDuration("DefaultMessageTimeToLive"),
                reader.flag("DeadLetteringOnMessageExpiration", false),
                reader.flag("RequiresSession", false),
                reader.entity("ForwardTo"),
                reader.entity("ForwardDeadLetteredMessagesTo"));
    }

    static Optional<Duration> duplicateDetection(DescriptionReader reader) {
        Duration window = reader.duration(
                "DuplicateDetectionHistoryTimeWindow", DEFAULT_DUPLICATE_WINDOW, DurationLimits.DUPLICATE_DETECTION);
        return reader.flag("RequiresDuplicateDetection", false) ? Optional.of(window) : Optional.empty();
    }

    static void write(Queue queue, MessageCounts counts, AtomWriter.Times times, String authority, XmlOutput out) {
        DeliverySettings settings = queue.settings();
        out.element("LockDuration", settings.lockDuration());
        CommonXml.writeSize(out);
        out.element("RequiresDuplicateDetection", queue.duplicateDetection().isPresent())
                .element("RequiresSession", settings.requiresSession())
                .element("DefaultMessageTimeToLive", CommonXml.endless(settings.defaultTimeToLive()))
                .element("DeadLetteringOnMessageExpiration", settings.deadLetterOnExpiration())
                .element(
                        "DuplicateDetectionHistoryTimeWindow",
                        queue.duplicateDetection().orElse(DEFAULT_DUPLICATE_WINDOW))
                .element("MaxDeliveryCount", settings.maxDeliveryCount())
                .element("EnableBatchedOperations", true)
                .element("SizeInBytes", counts.sizeInBytes())
                .element("MessageCount", counts.total())
                .element("IsAnonymousAccessible", false)
                .element("Status", "Active")
                .element("ForwardTo", CommonXml.url(settings.forwardTo(), authority));
        CommonXml.writeTimes(out, times);
        out.element("SupportOrdering", true);
        CommonXml.writeCounts(out, counts);
        CommonXml.writeAvailability(out);
        out.element(
                "ForwardDeadLetteredMessagesTo", CommonXml.url(settings.forwardDeadLetteredMessagesTo(), authority));
        out.element("EnableExpress", false);
    }
}
