package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.Difference;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said about a resource that is there already but cannot be used as it is. */
final class Existing {
    private Existing() {}

    static void refuseUnready(ResourceId id, JsonNode resource, String field, World world, Draft draft) {
        draft.refuse(
                FindingCode.EXISTING_RESOURCE_NOT_READY,
                field,
                WhoseMove.YOURS,
                Map.of(
                        "resource", id.toString(),
                        "state", World.provisioningState(resource),
                        "creator",
                                world.creator(id, resource)
                                        .map(request -> "request " + request)
                                        .orElse("somebody else")));
    }

    /**
     * The wanted properties that are not as asked.
     *
     * @param wanted by the document's name of the property
     * @param actual by the same names
     */
    static List<Difference> differences(ObjectNode wanted, ObjectNode actual) {
        return wanted.properties().stream()
                .map(property -> Delta.field("/" + property.getKey(), null, property.getValue()))
                .flatMap(delta -> DeltaComparison.differences(actual, List.of(delta)).stream())
                .toList();
    }

    /**
     * One finding for each difference.
     *
     * @param field where the properties stand in the document
     */
    static void refuseDifferences(
            FindingCode code, ResourceId id, List<Difference> differences, String field, Draft draft) {
        for (Difference difference : differences) {
            draft.refuse(
                    code,
                    field + difference.path(),
                    WhoseMove.YOURS,
                    Map.of(
                            "resource", id.toString(),
                            "property", difference.path().substring(1),
                            "wanted", text(difference.expected()),
                            "actual", text(difference.actual())));
        }
    }

    private static String text(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "nothing" : value.asText();
    }
}
