package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A version behind an online endpoint: {@code OnlineDeployments_CreateOrUpdate} and {@code OnlineDeployments_Delete}. It knows no conditions. */
final class OnlineDeployment implements ArmKind.Creatable, ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ONLINE_DEPLOYMENT;
    }

    @Override
    public String noun() {
        return "online deployment";
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
    public ArmWrite repair(ResourceId resource, JsonNode read, ObjectNode body) {
        return ServingBody.put(resource, read, List.of(Delta.creation(body)));
    }

    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        return ServingBody.put(resource, read, deltas);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.NONE);
    }
}
