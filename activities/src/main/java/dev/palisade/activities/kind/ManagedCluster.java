package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.Map;

/** An AKS cluster. {@code ManagedClusters_CreateOrUpdate} takes {@code If-None-Match: *}, and the delete takes the etag that was read. */
final class ManagedCluster implements ArmKind.Creatable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.MANAGED_CLUSTER;
    }

    @Override
    public String noun() {
        return "managed cluster";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(8);
    }

    @Override
    public boolean creationIsGuarded() {
        return true;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.ABSENT);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.unchanged(read));
    }
}
