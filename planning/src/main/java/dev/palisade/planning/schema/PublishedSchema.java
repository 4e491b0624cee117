package dev.palisade.planning.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.path.PathType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A JSON Schema (draft 2020-12) as we publish it: what breaks it, and what its own descriptions say should stand there instead. It may refer
 * to another of ours.
 */
public final class PublishedSchema {
    private static final String HOME = "https://palisade.dev/schema/";
    private static final String FOLDER = "classpath:dev/palisade/planning/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER)
                            .build())
                    .schemaIdResolvers(ids -> ids.mapPrefix(HOME + "request/", FOLDER + "request/")
                            .mapPrefix(HOME, FOLDER + "document/")));

    private final Schema schema;

    private PublishedSchema(Schema schema) {
        this.schema = schema;
    }

    /** @param name as it ends the schema's {@code $id}: {@code environment-1.schema.json} */
    public static PublishedSchema of(String name) {
        return new PublishedSchema(REGISTRY.getSchema(SchemaLocation.of(HOME + name)));
    }

    /** Each place where a document breaks the schema, once. */
    public List<Violation> violations(JsonNode body) {
        return schema.validate(body).stream()
                .map(this::violation)
                .distinct()
                .toList();
    }

    private Violation violation(Error error) {
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

    private String expected(Error error, String property) {
        Place around = schemaAround(error);
        if (error.getKeyword().equals("additionalProperties")) {
            return around.node().path("properties").properties().stream()
                    .map(field -> "'" + field.getKey() + "'")
                    .collect(Collectors.joining(", ", "one of ", "."));
        }
        String ofProperty = around.step("properties").step(property).description();
        return property.isEmpty() || ofProperty.isEmpty() ? innermostDescription(error) : ofProperty;
    }

    /** Follows the path by which the validator came, which knows which branch of a condition it took. */
    private Place schemaAround(Error error) {
        Place place = top();
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            place = place.step(path.getElement(i));
        }
        return place;
    }

    private String innermostDescription(Error error) {
        Place place = top();
        String description = place.description();
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            place = place.step(path.getElement(i));
            description = place.node().path("description").asText(description);
        }
        return description;
    }

    private Place top() {
        return new Place(schema.getSchemaNode(), schema.getSchemaNode());
    }

    /**
     * A place in a schema.
     *
     * @param root of the schema that it is in: references are followed from there
     */
    private record Place(JsonNode root, JsonNode node) {
        Place step(Object element) {
            if (element.equals("$ref")) {
                return referredTo();
            }
            return new Place(
                    root, element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element)));
        }

        String description() {
            return node.has("description")
                    ? node.path("description").asText()
                    : referredTo().node.path("description").asText();
        }

        private Place referredTo() {
            String reference = node.path("$ref").asText();
            int fragment = reference.indexOf('#');
            if (fragment < 0) {
                return new Place(root, node.path("$ref"));
            }
            JsonNode other = fragment == 0
                    ? root
                    : REGISTRY.getSchema(SchemaLocation.of(reference.substring(0, fragment)))
                            .getSchemaNode();
            return new Place(other, other.at(reference.substring(fragment + 1)));
        }
    }

    /**
     * A place where a document breaks the schema.
     *
     * @param keyword the schema's keyword that is broken
     * @param place JSON Pointer to what is wrong, or to what lacks a property or has one too many
     * @param property the property that is missing or too many; empty for other keywords
     * @param expected what should stand there, as the schema describes it
     */
    public record Violation(String keyword, String place, String property, String reason, String expected) {
        /** A property that is missing or not known is named itself, rather than the object that it is missing from. */
        public String field() {
            return property.isEmpty()
                    ? place
                    : place + "/" + property.replace("~", "~0").replace("/", "~1");
        }

        public boolean isAbout(String... keywords) {
            return Arrays.asList(keywords).contains(keyword);
        }
    }
}
