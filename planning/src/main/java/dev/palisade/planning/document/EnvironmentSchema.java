package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** The published JSON Schema (draft 2020-12): what breaks it, and what its own descriptions say should stand there instead. */
final class EnvironmentSchema {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER)
                            .build()))
            .getSchema(
                    Objects.requireNonNull(
                            EnvironmentSchema.class.getResourceAsStream("environment-1.schema.json"),
                            "environment-1.schema.json is not on the class path"),
                    InputFormat.JSON);

    private EnvironmentSchema() {}

    /** Each place where a document breaks the schema, once. */
    static List<Violation> violations(JsonNode body) {
        return SCHEMA.validate(body).stream()
                .map(EnvironmentSchema::violation)
                .distinct()
                .toList();
    }

    private static Violation violation(Error error) {
        String property = error.getProperty() == null ? "" : error.getProperty();
        return new Violation(
                error.getKeyword(),
                error.getInstanceLocation().toString(),
                property,
                reason(error),
                expected(error, property));
    }

    /** The validator's own words, but for the keywords whose words only help who wrote the schema. */
    private static String reason(Error error) {
        return switch (error.getKeyword()) {
            case "enum" -> "'" + error.getInstanceNode().asText() + "' is none of the words that may stand here";
            case "pattern" -> "'" + error.getInstanceNode().asText() + "' has not the form that belongs here";
            case "additionalProperties" -> "there is no property '" + error.getProperty() + "' here";
            case "required" -> "property '" + error.getProperty() + "' is missing";
            case "false" -> "it cannot be given together with its neighbours";
            default -> error.getMessage();
        };
    }

    private static String expected(Error error, String property) {
        JsonNode around = schemaAround(error);
        if (error.getKeyword().equals("additionalProperties")) {
            return around.path("properties").properties().stream()
                    .map(field -> "'" + field.getKey() + "'")
                    .collect(Collectors.joining(", ", "one of ", "."));
        }
        String ofProperty = describedBy(around.path("properties").path(property));
        return property.isEmpty() || ofProperty.isEmpty() ? innermostDescription(error) : ofProperty;
    }

    /** Follows the path by which the validator came, which knows which branch of a condition it took. */
    private static JsonNode schemaAround(Error error) {
        JsonNode node = SCHEMA.getSchemaNode();
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            node = step(node, path.getElement(i));
        }
        return node;
    }

    private static String innermostDescription(Error error) {
        JsonNode node = SCHEMA.getSchemaNode();
        String description = node.path("description").asText();
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            node = step(node, path.getElement(i));
            description = node.path("description").asText(description);
        }
        return description;
    }

    private static JsonNode step(JsonNode node, Object element) {
        if (element.equals("$ref")) {
            return referredTo(node);
        }
        return element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element));
    }

    private static String describedBy(JsonNode property) {
        return property.has("description")
                ? property.path("description").asText()
                : referredTo(property).path("description").asText();
    }

    private static JsonNode referredTo(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.startsWith("#") ? SCHEMA.getSchemaNode().at(reference.substring(1)) : node.path("$ref");
    }

    /**
     * A place where a document breaks the schema.
     *
     * @param keyword the schema's keyword that is broken
     * @param place JSON Pointer to what is wrong, or to what lacks a property or has one too many
     * @param property the property that is missing or too many; empty for other keywords
     * @param expected what should stand there, as the schema describes it
     */
    record Violation(String keyword, String place, String property, String reason, String expected) {
        /** A property that is missing or not known is named itself, rather than the object that it is missing from. */
        String field() {
            return property.isEmpty()
                    ? place
                    : place + "/" + property.replace("~", "~0").replace("/", "~1");
        }

        boolean isAbout(String... keywords) {
            return Arrays.asList(keywords).contains(keyword);
        }
    }
}
