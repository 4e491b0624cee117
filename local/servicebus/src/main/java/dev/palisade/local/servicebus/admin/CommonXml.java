package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.entity.MessageCounts;
import java.time.Duration;
import java.util.Optional;

/** What the descriptions of queues, topics and subscriptions have in common. */
final class CommonXml {
    /** As the SDKs send and expect a time without an end. */
    private static final String ENDLESS = "P10675199DT2H48M5.4775807S";

    private static final String COUNTS = "http://schemas.microsoft.com/netservices/2011/06/servicebus";
    /** As Service Bus says of what was never used; this broker does not keep account of use. */
    private static final String NEVER = "0001-01-01T00:00:00Z";

    private CommonXml() {}

    /** Refuses what this broker does not have. */
    static void refuseUnsupported(DescriptionReader reader) {
        reader.only("Status", "Active", "this broker disables no entity");
        reader.only("EnablePartitioning", "false", "this broker has one partition");
        reader.only("EnableExpress", "false", "this broker keeps every message on disk");
        reader.only("IsAnonymousAccessible", "false", "start the broker without keys to let everybody in");
        if (reader.optionalDuration("AutoDeleteOnIdle").isPresent()) {
            reader.problem("AutoDeleteOnIdle is not offered; leave it out, and delete the entity when it is done.");
        }
        if (reader.description().text("UserMetadata").isPresent()) {
            reader.problem("UserMetadata is not kept; leave it out.");
        }
        if (reader.description()
                .child("AuthorizationRules")
                .filter(rules -> !rules.children().isEmpty())
                .isPresent()) {
            reader.problem("AuthorizationRules are not kept; name the keys in the broker's keys file.");
        }
    }

    static Object endless(Optional<Duration> duration) {
        return duration.isPresent() ? duration.get() : ENDLESS;
    }

    /** A size that this broker neither enforces nor needs, as Service Bus gives it to an entity. */
    static void writeSize(XmlOutput out) {
        out.element("MaxSizeInMegabytes", 1024);
    }

    static void writeTimes(XmlOutput out, AtomWriter.Times times) {
        out.element("CreatedAt", times.created())
                .element("UpdatedAt", times.updated())
                .element("AccessedAt", NEVER);
    }

    static void writeCounts(XmlOutput out, MessageCounts counts) {
        out.open("CountDetails").attribute("xmlns:d2p1", COUNTS);
        out.element("d2p1:ActiveMessageCount", counts.active());
        out.element("d2p1:DeadLetterMessageCount", counts.deadLettered());
        out.element("d2p1:ScheduledMessageCount", counts.scheduled());
        out.element("d2p1:TransferMessageCount", 0)
                .element("d2p1:TransferDeadLetterMessageCount", counts.transferDeadLettered());
        out.close();
    }

    /** As http: the Java SDK knows no URL that begins with sb, and would send it back within another one. */
    static Optional<String> url(Optional<String> entity, String authority) {
        return entity.map(path -> "http://" + authority + "/" + path);
    }

    static void writeAvailability(XmlOutput out) {
        out.element("AutoDeleteOnIdle", ENDLESS)
                .element("EnablePartitioning", false)
                .element("EntityAvailabilityStatus", "Available");
    }
}
