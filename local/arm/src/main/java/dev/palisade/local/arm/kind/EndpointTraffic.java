package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.Map;
import java.util.Optional;

/** The shares of an endpoint's traffic: whole per cents of deployments that are there and ready, in sum 0 or 100. */
final class EndpointTraffic {
    private EndpointTraffic() {}

    /** A PUT that says nothing of traffic takes all of it away. */
    static void check(Write write) {
        ObjectNode traffic = write.properties().withObjectProperty("traffic");
        int sum = 0;
        for (Map.Entry<String, JsonNode> share : traffic.properties()) {
            checkShare(write, share.getKey(), share.getValue());
            sum += share.getValue().asInt();
        }
        if (sum != 0 && sum != 100) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "The shares of traffic add up to " + sum + "; they must add up to 0 or 100.");
        }
    }

    private static void checkShare(Write write, String name, JsonNode share) {
        if (!share.isInt() || share.asInt() < 0 || share.asInt() > 100) {
            throw MachineLearningErrors.userError(
                    "BadArgument",
                    "The share of deployment " + name + " is a whole number from 0 to 100, not " + share + ".");
        }
        Optional<ObjectNode> deployment = write.world().find(write.id().child("deployments", name));
        if (deployment.isEmpty()) {
            throw MachineLearningErrors.userError(
                    "DeploymentNotFound",
                    "Traffic is given to deployment " + name + ", which endpoint "
                            + write.id().name() + " does not have.");
        }
        String state = deployment.get().at("/properties/provisioningState").asText();
        boolean more = share.asInt()
                > write.currentProperties().path("traffic").path(name).asInt();
        if (more && !state.equals(Operation.SUCCEEDED)) {
            throw MachineLearningErrors.userError(
                    "DeploymentNotReady",
                    "Deployment " + name + " is in provisioning state " + state + " and cannot be given traffic.");
        }
    }

    /** What a deployment takes of its endpoint's traffic, in per cent. */
    static int of(ResourceId deployment, World world) {
        return deployment
                .parent()
                .flatMap(world::find)
                .map(endpoint -> share(endpoint, deployment.name()))
                .orElse(0);
    }

    private static int share(JsonNode endpoint, String deployment) {
        return endpoint.at("/properties/traffic").properties().stream()
                .filter(share -> share.getKey().equalsIgnoreCase(deployment))
                .mapToInt(share -> share.getValue().asInt())
                .sum();
    }

    /** The endpoint without an entry for a deployment that has gone; empty if it has none. */
    static Optional<ObjectNode> without(ResourceId deployment, World world) {
        return deployment
                .parent()
                .flatMap(world::find)
                .map(ObjectNode::deepCopy)
                .filter(endpoint -> {
                    ObjectNode traffic =
                            endpoint.withObjectProperty("properties").withObjectProperty("traffic");
                    return traffic.remove(deployment.name()) != null;
                });
    }
}
