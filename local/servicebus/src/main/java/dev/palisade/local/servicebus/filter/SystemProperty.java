package dev.palisade.local.servicebus.filter;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The properties in the scope {@code sys}: those of a message that its sender or the broker sets, under the names of
 * the .NET SDK, in any case.
 */
public enum SystemProperty {
    CONTENT_TYPE("ContentType"),
    CORRELATION_ID("CorrelationId"),
    LABEL("Label"),
    MESSAGE_ID("MessageId"),
    PARTITION_KEY("PartitionKey"),
    REPLY_TO("ReplyTo"),
    REPLY_TO_SESSION_ID("ReplyToSessionId"),
    SESSION_ID("SessionId"),
    TO("To"),
    SCHEDULED_ENQUEUE_TIME("ScheduledEnqueueTimeUtc"),
    TIME_TO_LIVE("TimeToLive");

    private static final List<String> SUBJECT_OF_NEWER_SDKS = List.of("Subject");

    private final String sqlName;

    SystemProperty(String sqlName) {
        this.sqlName = sqlName;
    }

    /** The name that expressions give it. */
    public String sqlName() {
        return sqlName;
    }

    /** Whether an action may change it; the others say when it is due, which was decided before. */
    boolean isWritable() {
        return compareTo(TO) <= 0;
    }

    static Optional<SystemProperty> named(String name) {
        if (SUBJECT_OF_NEWER_SDKS.stream().anyMatch(name::equalsIgnoreCase)) {
            return Optional.of(LABEL);
        }
        return Arrays.stream(values())
                .filter(property -> property.sqlName.equalsIgnoreCase(name))
                .findFirst();
    }
}
