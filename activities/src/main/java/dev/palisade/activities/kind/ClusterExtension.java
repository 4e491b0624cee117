package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.Map;

/**
 * An extension of a cluster: {@code Extensions_Create} and {@code Extensions_Delete} of Microsoft.KubernetesConfiguration. It has no tags and
 * knows no conditions; whose it is, only the ledger says.
 */
final class ClusterExtension implements ArmKind.Creatable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.CLUSTER_EXTENSION;
    }

    @Override
    public String noun() {
        return "cluster extension";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(3);
    }

    @Override
    public boolean bearsTags() {
        return false;
    }

    @Override
    public boolean creationIsGuarded() {
        return false;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.NONE);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.NONE);
    }
}
