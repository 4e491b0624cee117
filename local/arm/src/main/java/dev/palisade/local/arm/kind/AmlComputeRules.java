package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;

/** What the service refuses of an AmlCompute at once. */
final class AmlComputeRules {
    private final VmSizes sizes;
    private final TrainingQuota quota;

    AmlComputeRules(VmSizes sizes, TrainingQuota quota) {
        this.sizes = sizes;
        this.quota = quota;
    }

    void check(Write write) {
        JsonNode cluster = write.properties().path("properties");
        checkSize(write, cluster);
        checkScale(cluster.path("scaleSettings"));
        checkSubnet(write, cluster.at("/subnet/id"));
        quota.check(write);
    }

    private void checkSize(Write write, JsonNode cluster) {
        String size = cluster.path("vmSize").asText();
        sizes.cores(size, write.body().path("location").asText());
        String present = write.currentProperties().at("/properties/vmSize").asText(size);
        if (!present.equalsIgnoreCase(size)) {
            throw MachineLearningErrors.userError(
                    "PropertyChangeNotAllowed",
                    "The vmSize of compute " + write.id().name() + " is " + present + " and cannot be changed to "
                            + size + ".");
        }
    }

    private static void checkScale(JsonNode scale) {
        int least = scale.path("minNodeCount").asInt(0);
        int most = scale.path("maxNodeCount").asInt(-1);
        if (most < 0 || least < 0 || least > most) {
            throw MachineLearningErrors.userError(
                    "InvalidScaleSettings",
                    "scaleSettings needs 0 <= minNodeCount <= maxNodeCount; asked for were " + least + " and " + most
                            + ".");
        }
    }

    private static void checkSubnet(Write write, JsonNode subnetId) {
        String present = write.currentProperties().at("/properties/subnet/id").asText("");
        if (!write.creates() && !present.equalsIgnoreCase(subnetId.asText(""))) {
            throw MachineLearningErrors.userError(
                    "PropertyChangeNotAllowed",
                    "The subnet of compute " + write.id().name() + " cannot be changed.");
        }
        if (subnetId.asText("").isEmpty()) {
            return;
        }
        if (write.referenced(subnetId.asText()).isEmpty()) {
            throw MachineLearningErrors.userError(
                    "SubnetNotFound", "The subnet " + subnetId.asText() + " was not found.");
        }
        checkPlace(write, ResourceId.of(subnetId.asText()));
    }

    private static void checkPlace(Write write, ResourceId subnet) {
        ResourceId network = subnet.parent().orElseThrow();
        if (!network.subscription().equalsIgnoreCase(write.id().subscription())) {
            throw MachineLearningErrors.userError(
                    "VnetInDifferentSubscription",
                    "The virtual network " + network + " must be in the subscription of the workspace.");
        }
        ObjectNode workspace =
                write.world().find(write.id().parent().orElseThrow()).orElseThrow();
        String location =
                write.world().find(network).orElseThrow().path("location").asText();
        if (!Write.normalized(location)
                .equals(Write.normalized(workspace.path("location").asText()))) {
            throw MachineLearningErrors.userError(
                    "VnetInDifferentRegion",
                    "The virtual network " + network + " is in " + location + ", the workspace in "
                            + workspace.path("location").asText() + "; they must be in the same region.");
        }
    }
}
