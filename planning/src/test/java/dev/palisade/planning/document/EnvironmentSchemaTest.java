package dev.palisade.planning.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvironmentSchemaTest {
    private final JsonNode schema = published();

    @Test
    void itIsASchemaOfDraft2020() {
        assertThat(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(SchemaLocation.of(schema.path("$schema").asText()))
                        .validate(schema))
                .isEmpty();
    }

    @Test
    void everyPropertyIsDescribed() {
        List<String> undescribed = new ArrayList<>();
        int described = collectUndescribed("#", schema, undescribed);

        assertThat(undescribed).isEmpty();
        assertThat(described).isGreaterThan(50);
    }

    @Test
    void noObjectTakesWhatItDoesNotName() {
        List<String> open = new ArrayList<>();
        schema.path("$defs").properties().forEach(definition -> {
            boolean object = definition.getValue().path("type").asText().equals("object");
            boolean closed = definition.getValue().path("additionalProperties").isBoolean();
            if (object && !closed) {
                open.add(definition.getKey());
            }
        });

        // Each branch of 'compute' closes itself.
        assertThat(open).containsExactly("compute");
    }

    /** Counts the properties that are described, themselves or where they refer to. */
    private int collectUndescribed(String place, JsonNode node, List<String> undescribed) {
        int described = 0;
        // Conditions name properties only to look at them.
        boolean condition = place.endsWith("/if") || place.contains("/dependentSchemas/");
        if (!condition) {
            for (var property : node.path("properties").properties()) {
                String reference = property.getValue().path("$ref").asText("#").substring(1);
                if (property.getValue().has("description")
                        || (!reference.isEmpty() && schema.at(reference).has("description"))) {
                    described++;
                } else {
                    undescribed.add(place + "/" + property.getKey());
                }
            }
        }
        for (var child : node.properties()) {
            described += collectUndescribed(place + "/" + child.getKey(), child.getValue(), undescribed);
        }
        for (JsonNode element : node.isArray() ? node : List.<JsonNode>of()) {
            described += collectUndescribed(place, element, undescribed);
        }
        return described;
    }

    private static JsonNode published() {
        try (InputStream schema = PublishedSchema.class.getResourceAsStream("environment-1.schema.json")) {
            return new ObjectMapper().readTree(schema);
        } catch (IOException unreadable) {
            throw new AssertionError("The published schema cannot be read", unreadable);
        }
    }
}
