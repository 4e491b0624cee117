package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.plan.Delta;
import java.util.List;

/** The network rules of storage accounts and key vaults, which their services replace whole. */
final class Firewall {
    private Firewall() {}

    /**
     * The body of a PATCH that changes them. A resource that never had rules is open to all; put back to that, it must be said, since a service
     * keeps, or refuses, what a PATCH leaves out.
     */
    static ObjectNode patch(JsonNode read, List<Delta> deltas) {
        ObjectNode body = TouchedProperties.of(read, deltas);
        if (body.at("/properties/networkAcls") instanceof ObjectNode rules) {
            putIfAbsent(rules, "defaultAction", "Allow");
            putIfAbsent(rules, "bypass", "AzureServices");
        }
        return body;
    }

    private static void putIfAbsent(ObjectNode rules, String field, String value) {
        if (!rules.hasNonNull(field)) {
            rules.put(field, value);
        }
    }
}
