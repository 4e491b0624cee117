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
import java.util.Set;

/**
 * A route table, its routes in it: {@code RouteTables_CreateOrUpdate}, one PUT for all routes of a step. It knows no condition for a creation, so
 * only the read before it guards one; its answer tells: 201 for a new one, 200 for one that was there.
 */
final class RouteTable implements ArmKind.Creatable, ArmKind.Changeable {
    private static final Set<String> READ_ONLY = Set.of("resourceGuid", "subnets");

    @Override
    public ResourceKind kind() {
        return ResourceKind.ROUTE_TABLE;
    }

    @Override
    public String noun() {
        return "route table";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofSeconds(10);
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
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        return NetworkWhole.put(resource, read, deltas, READ_ONLY);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.NONE);
    }
}
