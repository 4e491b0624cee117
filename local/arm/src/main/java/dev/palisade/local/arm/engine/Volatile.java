package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** The fields that Azure changes by itself, which say nothing about whether a write had an effect. */
final class Volatile {
    private static final Set<String> FIELDS = Set.of(
            "etag",
            "eTag",
            "provisioningState",
            "provisioningErrors",
            "modifiedOn",
            "allocationState",
            "allocationStateTransitionTime",
            "currentNodeCount",
            "nodeStateCounts",
            "errors",
            "fqdn");

    private Volatile() {}

    static JsonNode without(JsonNode body) {
        JsonNode copy = body.deepCopy();
        strip(copy);
        return copy;
    }

    private static void strip(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(FIELDS);
        }
        node.forEach(Volatile::strip);
    }
}
