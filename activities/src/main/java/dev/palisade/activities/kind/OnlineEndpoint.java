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

/**
 * An online endpoint: {@code OnlineEndpoints_CreateOrUpdate} and {@code OnlineEndpoints_Delete}. It knows no conditions, and its PATCH takes only
 * tags and identity: every change is a PUT of what was read, since one that leaves the traffic out takes all of it away.
 */
final class OnlineEndpoint implements ArmKind.Creatable, ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.ONLINE_ENDPOINT;
    }

    @Override
    public String noun() {
        return "online endpoint";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(1);
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
