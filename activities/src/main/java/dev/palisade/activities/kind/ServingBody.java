package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.List;

/** The whole of an endpoint or deployment as it was read, with changes in it, and without what only Azure writes. */
final class ServingBody {
    private static final List<String> READ_ONLY = List.of("id", "name", "type", "systemData");
    /** Keys are no part of it: Azure answers null, and keeps them. */
    private static final List<String> READ_ONLY_PROPERTIES =
            List.of("provisioningState", "scoringUri", "swaggerUri", "keys");

    private ServingBody() {}

    static ArmWrite put(ResourceId resource, JsonNode read, List<Delta> deltas) {
        ObjectNode whole = (ObjectNode) DeltaComparison.apply(read, deltas);
        whole.remove(READ_ONLY);
        whole.withObject("/properties").remove(READ_ONLY_PROPERTIES);
        if (whole.path("identity") instanceof ObjectNode identity) {
            identity.remove(List.of("principalId", "tenantId"));
        }
        return ArmWrite.put(resource, whole, Guard.NONE);
    }
}
