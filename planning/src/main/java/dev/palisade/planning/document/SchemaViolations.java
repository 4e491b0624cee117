package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.path.PathType;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Holds a document against the published JSON Schema (draft 2020-12): one finding for each violation, in the order of their fields. */
final class SchemaViolations {
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemaRegistryConfig(SchemaRegistryConfig.builder()
                            .locale(Locale.ENGLISH)
                            .pathType(PathType.JSON_POINTER)
                            .build()))
            .getSchema(
                    Objects.requireNonNull(
                            SchemaViolations.class.getResourceAsStream("environment-1.schema.json"),
                            "environment-1.schema.json is not on the class path"),
                    InputFormat.JSON);

    private SchemaViolations() {}

    static List<Finding> of(JsonNode body) {
        return SCHEMA.validate(body).stream()
                .map(SchemaViolations::finding)
                .sorted(Comparator.comparing(Finding::field))
                .distinct()
                .toList();
    }

    private static Finding finding(Error error) {
        return Finding.refusal(
                FindingCode.SCHEMA_VIOLATION,
                field(error),
                WhoseMove.YOURS,
                Map.of("reason", error.getMessage(), "expected", expected(error)));
    }

    /** A property that is missing or not known is named itself, rather than the object that it is missing from. */
    private static String field(Error error) {
        String place = error.getInstanceLocation().toString();
        return error.getProperty() == null
                ? place
                : place + "/" + error.getProperty().replace("~", "~0").replace("/", "~1");
    }

    private static String expected(Error error) {
        return error.getKeyword();
    }
}
