package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A subnet: {@code Subnets_CreateOrUpdate}. */
final class Subnet implements ArmKind.Changeable {
    private static final Set<String> READ_ONLY = Set.of(
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
        return NetworkWhole.put(resource, read, deltas, READ_ONLY);
    }
}
