package dev.palisade.local.servicebus.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.local.servicebus.message.AnnotatedMessage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads a batch: a JSON array of messages, each with its body, its broker properties and its application properties. */
final class BatchReader {
    private static final String EXAMPLE = "write one such as [{\"Body\":\"hello\"}].";

    private final List<String> problems;

    /** @param problems takes everything that is wrong, each with its remedy */
    BatchReader(List<String> problems) {
        this.problems = problems;
    }

    List<AnnotatedMessage> read(byte[] body) {
        Optional<JsonNode> array = Json.parse(body).filter(JsonNode::isArray);
        if (array.isEmpty()) {
            problems.add("The body of a batch must be a JSON array; " + EXAMPLE);
        } else if (array.get().isEmpty()) {
            problems.add("The batch holds no message; " + EXAMPLE);
        }
        List<AnnotatedMessage> messages = new ArrayList<>();
        array.ifPresent(elements -> {
            for (int i = 0; i < elements.size(); i++) {
                messages.add(message(elements.get(i), "[" + i + "]"));
            }
        });
        return messages;
    }

    private AnnotatedMessage message(JsonNode element, String place) {
        if (!element.isObject()) {
            problems.add(place + " is not an object; " + EXAMPLE);
        }
        JsonNode broker = object(element, "BrokerProperties", place);
        return new BrokerPropertiesReader(broker, place + ".BrokerProperties", problems)
                .read()
                .message(Optional.empty(), applicationProperties(element, place), body(element, place));
    }

    private byte[] body(JsonNode element, String place) {
        JsonNode body = element.path("Body");
        if (!body.isTextual() && element.isObject()) {
            problems.add(place + ".Body is not a string; write the body in double quotes.");
        }
        if (!element.path("IsBodyBase64").asBoolean()) {
            return body.asText("").getBytes(StandardCharsets.UTF_8);
        }
        try {
            return Base64.getDecoder().decode(body.asText(""));
        } catch (IllegalArgumentException malformed) {
            problems.add(place + ".Body is not base64; encode it, or leave IsBodyBase64 out.");
            return new byte[0];
        }
    }

    private Map<String, Object> applicationProperties(JsonNode element, String place) {
        Map<String, Object> properties = new LinkedHashMap<>();
        object(element, "UserProperties", place).properties().forEach(property -> {
            Optional<Object> value = Json.value(property.getValue());
            value.ifPresent(known -> properties.put(property.getKey(), known));
            if (value.isEmpty()) {
                problems.add(place + ".UserProperties." + property.getKey()
                        + " is not a string, a number, true or false; write one of them.");
            }
        });
        return properties;
    }

    private JsonNode object(JsonNode element, String name, String place) {
        JsonNode object = element.path(name);
        if (!object.isObject() && !object.isMissingNode() && !object.isNull()) {
            problems.add(place + "." + name + " is not an object; write one in braces.");
        }
        return object.isObject() ? object : JsonNodeFactory.instance.objectNode();
    }
}
