package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** A managed cluster as it may be written back after a read: without what Azure's service sets alone. */
final class ClusterBody {
    /** Read-only in the specification of Microsoft.ContainerService 2025-09-01, wherever they stand. */
    private static final Set<String> READ_ONLY = Set.of(
            "currentOrchestratorVersion", "eTag", "effectiveOutboundIPs", "nodeImageVersion", "provisioningState");

    private static final Set<String> READ_ONLY_AT_THE_TOP = Set.of("id", "name", "systemData", "type");

    /**
     * Read-only as well; and the service principal, which a read gives without its secret, and which the service refuses to take like that:
     * left out, it stays as it is.
     */
    private static final Set<String> LEFT_OUT = Set.of(
            "azurePortalFQDN",
            "currentKubernetesVersion",
            "fqdn",
            "maxAgentPools",
            "powerState",
            "privateFQDN",
            "resourceUID",
            "servicePrincipalProfile",
            "status");

    private ClusterBody() {}

    /** @param cluster is changed */
    static ObjectNode writable(ObjectNode cluster) {
        cluster.remove(READ_ONLY_AT_THE_TOP);
        if (cluster.get("identity") instanceof ObjectNode identity) {
            identity.remove(Set.of("principalId", "tenantId"));
        }
        if (cluster.get("properties") instanceof ObjectNode properties) {
            properties.remove(LEFT_OUT);
            properties.path("agentPoolProfiles").forEach(pool -> ((ObjectNode) pool).remove("status"));
            properties.path("addonProfiles").forEach(addon -> ((ObjectNode) addon).remove("identity"));
        }
        removeReadOnly(cluster);
        return cluster;
    }

    private static void removeReadOnly(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(READ_ONLY);
        }
        node.forEach(ClusterBody::removeReadOnly);
    }
}
