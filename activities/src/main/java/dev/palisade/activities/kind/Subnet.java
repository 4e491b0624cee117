package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * A subnet. {@code Subnets_CreateOrUpdate} replaces the whole of it: what is missing in the body, such as a customer's NSG association, is
 * taken away. So it is read, merged and written back whole, if it still has the etag that was read.
 */
final class Subnet implements ArmKind.Changeable {
    /** Read-only in the specification of Microsoft.Network 2025-03-01, wherever they stand. */
    private static final Set<String> READ_ONLY = Set.of("etag", "provisioningState");

    private static final Set<String> READ_ONLY_PROPERTIES = Set.of(
            "ipConfigurations",
            "ipConfigurationProfiles",
            "privateEndpoints",
            "purpose",
            "resourceNavigationLinks",
            "serviceAssociationLinks");

    @Override
    public ResourceKind kind() {
        return ResourceKind.SUBNET;
    }

    @Override
    public String noun() {
        return "subnet";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        ObjectNode whole = (ObjectNode) DeltaComparison.apply(read, deltas);
        if (whole.get("properties") instanceof ObjectNode properties) {
            properties.remove(READ_ONLY_PROPERTIES);
        }
        return ArmWrite.put(resource, withoutReadOnly(whole), Guard.unchanged(read));
    }

    private static JsonNode withoutReadOnly(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(READ_ONLY);
        }
        node.forEach(Subnet::withoutReadOnly);
        return node;
    }
}
