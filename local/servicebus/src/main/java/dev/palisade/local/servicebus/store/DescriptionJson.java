package dev.palisade.local.servicebus.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.filter.Rule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The form that descriptions are kept in: JSON, durations as in ISO 8601, what is not set left out. */
final class DescriptionJson {
    private static final JsonMapper JSON = new JsonMapper();

    private DescriptionJson() {}

    static String write(EntityDescription entity) {
        ObjectNode json = JSON.createObjectNode().put("name", entity.name());
        if (entity instanceof EntityDescription.Queue queue) {
            json.put("kind", "queue");
            put(json, "duplicateDetection", queue.duplicateDetection());
            write(queue.settings(), json.putObject("settings"));
        } else if (entity instanceof EntityDescription.Topic topic) {
            json.put("kind", "topic");
            put(json, "defaultTimeToLive", topic.defaultTimeToLive());
            put(json, "duplicateDetection", topic.duplicateDetection());
            ArrayNode subscriptions = json.putArray("subscriptions");
            topic.subscriptions().forEach(subscription -> write(subscription, subscriptions.addObject()));
        }
        return json.toString();
    }

    static EntityDescription read(String text) throws JsonProcessingException {
        JsonNode json = JSON.readTree(text);
        String name = json.required("name").asText();
        Optional<Duration> duplicateDetection = duration(json, "duplicateDetection");
        if (json.required("kind").asText().equals("queue")) {
            return new EntityDescription.Queue(name, settings(json.required("settings")), duplicateDetection);
        }
        List<Subscription> subscriptions = new ArrayList<>();
        json.required("subscriptions").forEach(subscription -> subscriptions.add(subscription(subscription)));
        return new EntityDescription.Topic(
                name, duration(json, "defaultTimeToLive"), duplicateDetection, subscriptions);
    }

    private static void write(Subscription subscription, ObjectNode json) {
        json.put("name", subscription.name());
        write(subscription.settings(), json.putObject("settings"));
        json.put("deadLetterOnFilterFailure", subscription.deadLetterOnFilterFailure());
        ArrayNode rules = json.putArray("rules");
        subscription.rules().forEach(rule -> RuleJson.write(rule, rules.addObject()));
    }

    private static Subscription subscription(JsonNode json) {
        List<Rule> rules = new ArrayList<>();
        json.required("rules").forEach(rule -> rules.add(RuleJson.read(rule)));
        return new Subscription(
                json.required("name").asText(),
                settings(json.required("settings")),
                rules,
                json.required("deadLetterOnFilterFailure").asBoolean());
    }

    private static void write(DeliverySettings settings, ObjectNode json) {
        json.put("lockDuration", settings.lockDuration().toString());
        json.put("maxDeliveryCount", settings.maxDeliveryCount());
        put(json, "defaultTimeToLive", settings.defaultTimeToLive());
        json.put("deadLetterOnExpiration", settings.deadLetterOnExpiration());
        json.put("requiresSession", settings.requiresSession());
        put(json, "forwardTo", settings.forwardTo());
        put(json, "forwardDeadLetteredMessagesTo", settings.forwardDeadLetteredMessagesTo());
    }

    private static DeliverySettings settings(JsonNode json) {
        return new DeliverySettings(
                Duration.parse(json.required("lockDuration").asText()),
                json.required("maxDeliveryCount").asInt(),
                duration(json, "defaultTimeToLive"),
                json.required("deadLetterOnExpiration").asBoolean(),
                json.required("requiresSession").asBoolean(),
                text(json, "forwardTo"),
                text(json, "forwardDeadLetteredMessagesTo"));
    }

    private static void put(ObjectNode json, String name, Optional<?> value) {
        value.ifPresent(present -> json.put(name, present.toString()));
    }

    private static Optional<Duration> duration(JsonNode json, String name) {
        return text(json, name).map(Duration::parse);
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.has(name) ? Optional.of(json.get(name).asText()) : Optional.empty();
    }
}
