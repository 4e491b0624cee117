package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A network security group, its rules in it: {@code NetworkSecurityGroups_CreateOrUpdate}, one PUT for all rules of a step. */
final class NetworkSecurityGroup implements ArmKind.Changeable {
    private static final Set<String> READ_ONLY =
            Set.of("defaultSecurityRules", "flowLogs", "networkInterfaces", "resourceGuid", "subnets");

    @Override
    public ResourceKind kind() {
        return ResourceKind.NETWORK_SECURITY_GROUP;
    }

    @Override
    public String noun() {
        return "network security group";
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
