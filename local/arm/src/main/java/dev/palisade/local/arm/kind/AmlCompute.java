package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Training clusters. Nodes that find no address are left out, and those that are cut off are unusable, neither of which is an error. */
record AmlCompute(AmlComputeRules rules, AmlComputeNodes nodes) implements ComputeForm {
    @Override
    public String computeType() {
        return "AmlCompute";
    }

    @Override
    public boolean attached() {
        return false;
    }

    @Override
    public Duration duration() {
        return Duration.ofMinutes(3);
    }

    @Override
    public void put(Write write) {
        rules.check(write);
        ObjectNode cluster = write.properties().withObjectProperty("properties");
        AmlComputeNodes.complete(cluster, write.currentProperties().path("properties"), write.now());
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        return nodes.allocated(id, body, world, now);
    }

    @Override
    public void show(ObjectNode body, World world) {
        nodes.show(body.withObjectProperty("properties").withObjectProperty("properties"), world);
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        return SideResources.obstacle(body, world);
    }

    @Override
    public Optional<ArmError> deletionFailure(ObjectNode body, World world) {
        return SideResources.holds(body, world);
    }

    @Override
    public List<ObjectNode> changed(ObjectNode body, World world) {
        return SideResources.missing(body, world);
    }

    @Override
    public List<ResourceId> taken(ObjectNode body) {
        return SideResources.of(body);
    }

    @Override
    public ArmError lateFailure() {
        return ArmError.of(500, "InternalServerError", "An error occurred while the cluster was provisioned.");
    }
}
