package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Optional;

/** AKS clusters attached to workspaces: which compute holds which cluster, and what becomes of it when that breaks. */
final class Attachments {
    private Attachments() {}

    /** The computes of every workspace that hold this cluster and work. */
    static List<ObjectNode> of(ResourceId cluster, World world) {
        return world.ofType(Computes.TYPE).stream()
                .filter(compute -> clusterOf(compute)
                        .filter(held -> held.key().equals(cluster.key()))
                        .isPresent())
                .filter(compute ->
                        compute.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED))
                .toList();
    }

    /** The cluster that a compute holds; empty when it holds none. */
    static Optional<ResourceId> clusterOf(JsonNode compute) {
        return ResourceId.parse(compute.at("/properties/resourceId").asText(""))
                .filter(id -> id.type().equalsIgnoreCase(ManagedClusters.TYPE));
    }

    static Optional<ObjectNode> clusterOf(JsonNode compute, World world) {
        return clusterOf(compute).flatMap(world::find);
    }

    /** Refuses a PUT that names no cluster, one that is not there, or another one than the compute already holds. */
    static ObjectNode require(Write write) {
        String asked = write.properties().path("resourceId").asText("");
        if (clusterOf(write.body()).isEmpty()) {
            throw MachineLearningErrors.userError(
                    "InvalidResourceId",
                    "Compute " + write.id().name()
                            + " needs properties.resourceId, the id of an AKS cluster; given was '" + asked + "'.");
        }
        MachineLearningErrors.unchanged(write, "/resourceId");
        return write.referenced(asked)
                .orElseThrow(() -> MachineLearningErrors.userError(
                        "ClusterNotFound", "Cannot find Kubernetes cluster " + asked + "."));
    }

    /** Why a cluster cannot be reached when the operation ends. */
    static Optional<ArmError> unreachable(ObjectNode compute, World world) {
        boolean there = clusterOf(compute, world)
                .filter(cluster ->
                        cluster.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED))
                .isPresent();
        return there
                ? Optional.empty()
                : Optional.of(ArmError.of(400, "ClusterNotReachable", "The Kubernetes cluster is not reachable."));
    }

    /** The compute as it is when its cluster no longer serves it. */
    static ObjectNode broken(ObjectNode compute, ArmError error) {
        ObjectNode broken = compute.deepCopy();
        broken.withObjectProperty("properties").put("provisioningState", Operation.FAILED);
        return Computes.withError(broken, error);
    }
}
