package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.List;
import java.util.Set;

/**
 * How Microsoft.Network is written to. A PUT replaces the whole of a resource: what is missing in the body, such as a customer's rule or
 * association, is taken away. So it is read, merged and written back whole, if it still has the etag that was read.
 */
final class NetworkWhole {
    /** Read-only in the specification of Microsoft.Network 2025-03-01, wherever they stand. */
    private static final Set<String> READ_ONLY = Set.of("etag", "provisioningState");

    private NetworkWhole() {}

    /** @param readOnlyProperties of this type, right below its {@code properties} */
    static ArmWrite put(ResourceId resource, JsonNode read, List<Delta> deltas, Set<String> readOnlyProperties) {
        ObjectNode whole = (ObjectNode) DeltaComparison.apply(read, deltas);
        if (whole.get("properties") instanceof ObjectNode properties) {
            properties.remove(readOnlyProperties);
        }
        return ArmWrite.put(resource, withoutReadOnly(whole), Guard.unchanged(read));
    }

    private static JsonNode withoutReadOnly(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(READ_ONLY);
        }
        node.forEach(NetworkWhole::withoutReadOnly);
        return node;
    }
}
