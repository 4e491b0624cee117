package dev.palisade.activities.events;

import com.azure.messaging.servicebus.ServiceBusMessage;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.palisade.workflows.contract.OutcomeType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The published schemas of outcomes, but closed: what an event says and its schema does not describe is a fault too. */
final class OutcomeSchemas {
    static final String IDS = "https://palisade.dev/schema/";
    static final String SHARED = "outcome-1.schema.json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> closed = new HashMap<>();
    private final SchemaRegistry registry;

    OutcomeSchemas() {
        closed.put(IDS + SHARED, closed(read(SHARED)).toString());
        published()
                .forEach(type ->
                        closed.put(IDS + file(type), closed(read(file(type))).toString()));
        registry = SchemaRegistry.withDefaultDialect(
                SpecificationVersion.DRAFT_2020_12,
                builder -> builder.schemas(closed)
                        .schemaRegistryConfig(SchemaRegistryConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build()));
    }

    /** All that are published. */
    static List<OutcomeType> published() {
        return List.of(OutcomeType.values()).stream()
                .filter(type -> type != OutcomeType.DRIFTED)
                .toList();
    }

    static String file(OutcomeType type) {
        return type.eventType() + ".schema.json";
    }

    /** What breaks the schema of its type; with the type, for a message of a failing test. */
    List<String> violations(ServiceBusMessage message) {
        JsonNode event = parsed(message);
        String type = event.path("type").asText();
        Schema schema = registry.getSchema(SchemaLocation.of(IDS + type + ".schema.json"));
        return schema.validate(event.path("data")).stream()
                .map(error -> type + ": " + error)
                .toList();
    }

    static JsonNode parsed(ServiceBusMessage message) {
        try {
            return JSON.readTree(message.getBody().toBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static JsonNode read(String file) {
        try (InputStream in = OutcomeEvent.class.getResourceAsStream(file)) {
            return JSON.readTree(in);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The words that may stand where this is the schema. */
    static List<String> words(JsonNode schema) {
        List<String> words = new ArrayList<>();
        schema.path("enum").forEach(word -> words.add(word.asText()));
        return words;
    }

    private static JsonNode closed(JsonNode schema) {
        if (schema instanceof ObjectNode object
                && object.path("type").asText().equals("object")
                && object.has("properties")) {
            object.put("additionalProperties", false);
        }
        schema.forEach(OutcomeSchemas::closed);
        return schema;
    }
}
