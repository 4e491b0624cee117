package dev.palisade.planning.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.schema.PublishedSchema;
import dev.palisade.planning.schema.PublishedSchema.Violation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/** Checks the data of those requests that carry no document against the schema of their type. Throws nothing, whatever the data. */
public final class RequestDataReader {
    private static final String WORKSPACE_TYPE = "Microsoft.MachineLearningServices/workspaces";
    private static final Map<RequestType, PublishedSchema> SCHEMAS = Arrays.stream(RequestType.values())
            .filter(type -> !type.eventType().isEmpty() && !type.carriesDocument())
            .collect(Collectors.toMap(
                    type -> type, type -> PublishedSchema.of("request/" + type.eventType() + ".schema.json")));

    private RequestDataReader() {}

    /** @throws IllegalArgumentException for a type whose data is a document, or that has no data */
    public static RequestData read(RequestType type, JsonNode data) {
        PublishedSchema schema = SCHEMAS.get(type);
        if (schema == null) {
            throw new IllegalArgumentException("There is no schema for the data of a request of type " + type);
        }
        List<Violation> violations = schema.violations(data);
        if (!violations.isEmpty()) {
            List<Finding> findings = violations.stream()
                    .map(RequestDataReader::finding)
                    .sorted(new DocumentOrder())
                    .toList();
            return new RequestData(null, OptionalInt.empty(), findings);
        }
        ResourceId workspace = ResourceId.of(data.path("workspace").asText());
        return workspace.isOfType(WORKSPACE_TYPE)
                ? new RequestData(workspace, ifGeneration(data), List.of())
                : new RequestData(null, OptionalInt.empty(), List.of(otherType(workspace)));
    }

    private static OptionalInt ifGeneration(JsonNode data) {
        return data.has("if_generation")
                ? OptionalInt.of(data.path("if_generation").asInt())
                : OptionalInt.empty();
    }

    private static Finding finding(Violation violation) {
        return Finding.refusal(
                FindingCode.SCHEMA_VIOLATION,
                violation.field(),
                WhoseMove.YOURS,
                Map.of("reason", violation.reason(), "expected", violation.expected()));
    }

    private static Finding otherType(ResourceId workspace) {
        return Finding.refusal(
                FindingCode.RESOURCE_TYPE_UNEXPECTED,
                "/workspace",
                WhoseMove.YOURS,
                Map.of("id", workspace.toString(), "type", workspace.type(), "expected", WORKSPACE_TYPE));
    }
}
