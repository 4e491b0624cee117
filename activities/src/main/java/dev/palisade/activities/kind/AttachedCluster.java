package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.Map;

/** A cluster as a compute of a workspace, computeType AKS or Kubernetes. Taking it away detaches it: the cluster itself is another step's. */
final class AttachedCluster implements ArmKind.Creatable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ATTACHED_CLUSTER;
    }

    @Override
    public String noun() {
        return "attached cluster";
    }

    @Override
    public Removal removal() {
        return Removal.DETACH;
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(2);
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
        return ArmWrite.delete(resource, Map.of("underlyingResourceAction", "Detach"), Guard.NONE);
    }
}
