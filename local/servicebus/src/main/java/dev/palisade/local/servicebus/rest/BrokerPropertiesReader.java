package dev.palisade.local.servicebus.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.servicebus.message.AmqpTimestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.qpid.proton.amqp.messaging.Properties;

/**
 * Reads the JSON of {@code BrokerProperties}. What Microsoft's reference does not name, or names as the broker's to
 * say, is passed over.
 */
final class BrokerPropertiesReader {
    private static final int LONGEST_ID = 128;

    private final JsonNode json;
    private final String place;
    private final List<String> problems;

    /**
     * @param place where the JSON stands, for people
     * @param problems takes everything that is wrong, each with its remedy
     */
    BrokerPropertiesReader(JsonNode json, String place, List<String> problems) {
        this.json = json;
        this.place = place;
        this.problems = problems;
    }

    BrokerProperties read() {
        BrokerProperties read = new BrokerProperties();
        Properties properties = read.properties();
        text("CorrelationId", properties::setCorrelationId);
        text("Label", properties::setSubject);
        text("To", properties::setTo);
        text("ReplyTo", properties::setReplyTo);
        id("MessageId", properties::setMessageId);
        id("SessionId", properties::setGroupId);
        id("ReplyToSessionId", properties::setReplyToGroupId);
        id("PartitionKey", key -> read.annotate("x-opt-partition-key", key));
        id("ViaPartitionKey", key -> read.annotate("x-opt-via-partition-key", key));
        checkPartition();
        scheduledFor().ifPresent(due -> read.annotate("x-opt-scheduled-enqueue-time", AmqpTimestamp.of(due)));
        timeToLive().ifPresent(read::setTimeToLive);
        return read;
    }

    private void text(String name, Consumer<String> to) {
        given(name).ifPresent(node -> {
            if (!node.isTextual()) {
                problem(name, "is not a string; write it in double quotes.");
            } else if (!node.textValue().isEmpty()) {
                to.accept(node.textValue());
            }
        });
    }

    private void id(String name, Consumer<String> to) {
        text(name, text -> {
            if (text.length() > LONGEST_ID) {
                problem(name, "has more than " + LONGEST_ID + " characters; shorten it.");
            } else {
                to.accept(text);
            }
        });
    }

    /** A session is one partition. */
    private void checkPartition() {
        String session = json.path("SessionId").asText("");
        String partition = json.path("PartitionKey").asText("");
        if (!session.isEmpty() && !partition.isEmpty() && !session.equals(partition)) {
            problem("PartitionKey", "is not the SessionId; leave one of them out, or write the same.");
        }
    }

    private Optional<Instant> scheduledFor() {
        String name = "ScheduledEnqueueTimeUtc";
        return given(name).flatMap(node -> {
            Optional<Instant> time = RestTime.instant(node);
            if (time.isEmpty()) {
                problem(name, "is not a time; write it as in \"Sun, 06 Nov 1994 08:49:37 GMT\".");
            }
            return time;
        });
    }

    private Optional<Duration> timeToLive() {
        Optional<JsonNode> seconds = given("TimeToLive");
        Optional<JsonNode> span = given("TimeToLiveTimeSpan");
        if (seconds.isPresent() && span.isPresent()) {
            problem("TimeToLiveTimeSpan", "says the time to live, and so does TimeToLive; leave one of them out.");
            return Optional.empty();
        } else if (span.isPresent()) {
            return positive("TimeToLiveTimeSpan", RestTime.span(span.get()), "0.00:01:30");
        }
        return seconds.flatMap(node -> positive("TimeToLive", RestTime.seconds(node), "90 for seconds"));
    }

    private Optional<Duration> positive(String name, Optional<Duration> duration, String example) {
        Optional<Duration> positive = duration.filter(time -> time.toMillis() > 0);
        if (positive.isEmpty()) {
            problem(name, "is not a time of a millisecond or more; write one such as " + example + ".");
        }
        return positive;
    }

    private Optional<JsonNode> given(String name) {
        JsonNode node = json.path(name);
        return node.isMissingNode() || node.isNull() ? Optional.empty() : Optional.of(node);
    }

    private void problem(String name, String whatAndRemedy) {
        problems.add(place + "." + name + " " + whatAndRemedy);
    }
}
