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
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A published JSON Schema (draft 2020-12): what breaks it, and what its own descriptions say should stand there instead. It may refer to the
 * environment's.
 */
public final class PublishedSchema {
    private static final String IDS = "https://palisade.dev/schema/";
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDefaultDialect(
            SpecificationVersion.DRAFT_2020_12,
            registry -> registry.schemaIdResolvers(
                            ids -> ids.mapPrefix(IDS, "classpath:dev/palisade/planning/document/"))
                    .schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER)
                            .build()));
    private static final PublishedSchema ENVIRONMENT = beside(PublishedSchema.class, "environment-1.schema.json");

    private final Schema schema;

    private PublishedSchema(Schema schema) {
        this.schema = schema;
    }

    /** The environment's own. */
    public static PublishedSchema environment() {
        return ENVIRONMENT;
    }

    /** @param resource a file of the class path, beside this class */
    public static PublishedSchema beside(Class<?> owner, String resource) {
        InputStream file =
                Objects.requireNonNull(owner.getResourceAsStream(resource), resource + " is not on the class path");
        return new PublishedSchema(REGISTRY.getSchema(file, InputFormat.JSON));
    }

    /** Each place where a body breaks the schema, once, as what the sender has to mend. */
    public List<Finding> findings(JsonNode body) {
        return violations(body).stream().map(Violation::finding).toList();
    }

    /** Each place where a body breaks the schema, once. */
    List<Violation> violations(JsonNode body) {
        return schema.validate(body).stream().map(this::violation).distinct().toList();
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
    private String reason(Error error) {
        return switch (error.getKeyword()) {
            case "enum" -> "'" + error.getInstanceNode().asText() + "' is none of the words that may stand here";
            case "pattern" -> quoted(error) + " has not the form that belongs here";
            case "additionalProperties" -> "there is no property '" + error.getProperty() + "' here";
            case "required" -> "property '" + error.getProperty() + "' is missing";
            case "false" -> "it cannot be given together with its neighbours";
            default -> error.getMessage();
        };
    }

    /** What stands where only the address of a secret belongs may be the secret itself. */
    private String quoted(Error error) {
        boolean secret = placeOf(error).node().path("writeOnly").asBoolean();
        return secret ? "what stands here" : "'" + error.getInstanceNode().asText() + "'";
    }

    private String expected(Error error, String property) {
        Place place = placeOf(error);
        JsonNode around = place.node();
        if (error.getKeyword().equals("additionalProperties")) {
            return around.path("properties").properties().stream()
                    .map(field -> "'" + field.getKey() + "'")
                    .collect(Collectors.joining(", ", "one of ", "."));
        }
        String ofProperty = place.step("properties").step(property).description();
        return property.isEmpty() || ofProperty.isEmpty() ? innermostDescription(error) : ofProperty;
    }

    /** Follows the path by which the validator came, which knows which branch of a condition it took. */
    private Place placeOf(Error error) {
        Place place = Place.rootOf(schema.getSchemaNode());
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            place = place.step(path.getElement(i));
        }
        return place;
    }

    private String innermostDescription(Error error) {
        Place place = Place.rootOf(schema.getSchemaNode());
        String description = place.node().path("description").asText();
        NodePath path = error.getEvaluationPath();
        for (int i = 0; i < path.getNameCount() - 1; i++) {
            place = place.step(path.getElement(i));
            description = place.node().path("description").asText(description);
        }
        return description;
    }

    /**
     * A place in a schema.
     *
     * @param document the whole schema that it is in, which local references mean
     */
    private record Place(JsonNode document, JsonNode node) {
        static Place rootOf(JsonNode document) {
            return new Place(document, document);
        }

        Place step(Object element) {
            if (element.equals("$ref")) {
                return referredTo();
            }
            return new Place(
                    document, element instanceof Integer index ? node.path(index) : node.path(String.valueOf(element)));
        }

        String description() {
            return node.has("description")
                    ? node.path("description").asText()
                    : referredTo().node.path("description").asText();
        }

        private Place referredTo() {
            String reference = node.path("$ref").asText();
            int fragment = reference.indexOf('#');
            if (reference.isEmpty()) {
                return new Place(document, node.path("$ref"));
            }
            JsonNode whole = fragment == 0 ? document : ENVIRONMENT.schema.getSchemaNode();
            if (fragment < 0) {
                return new Place(whole, whole);
            }
            return new Place(whole, whole.at(reference.substring(fragment + 1)));
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
    record Violation(String keyword, String place, String property, String reason, String expected) {
        /** A property that is missing or not known is named itself, rather than the object that it is missing from. */
        String field() {
            return property.isEmpty()
                    ? place
                    : place + "/" + property.replace("~", "~0").replace("/", "~1");
        }

        Finding finding() {
            return Finding.refusal(
                    FindingCode.SCHEMA_VIOLATION,
                    field(),
                    WhoseMove.YOURS,
                    Map.of("reason", reason, "expected", expected));
        }

        boolean isAbout(String... keywords) {
            return Arrays.asList(keywords).contains(keyword);
        }
    }
}
