package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An AKS cluster attached the classic way: it serves one attachment, the latest, and breaks the earlier ones. */
record AksCompute(VmSizes sizes) implements ComputeForm {
    private static final Set<String> PURPOSES = Set.of("FastProd", "DenseProd", "DevTest");
    private static final int FEWEST_CORES = 12;

    @Override
    public String computeType() {
        return "AKS";
    }

    @Override
    public boolean attached() {
        return true;
    }

    @Override
    public Duration duration() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void put(Write write) {
        ObjectNode cluster = Attachments.require(write);
        ObjectNode settings = write.properties().withObjectProperty("properties");
        // The service fills these in from the cluster.
        settings.remove(List.of("clusterFqdn", "systemServices"));
        if (!settings.has("clusterPurpose")) {
            settings.put("clusterPurpose", "FastProd");
        }
        if (!settings.has("loadBalancerType")) {
            settings.put("loadBalancerType", "PublicIp");
        }
        checkPurpose(settings.path("clusterPurpose").asText(), cluster);
        for (String setting : List.of("clusterPurpose", "loadBalancerType", "sslConfiguration/status")) {
            MachineLearningErrors.unchanged(write, "/properties/" + setting);
        }
        if (settings.path("sslConfiguration").isObject()) {
            settings.withObjectProperty("sslConfiguration").remove("key");
        }
    }

    private void checkPurpose(String purpose, JsonNode cluster) {
        if (!PURPOSES.contains(purpose)) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "clusterPurpose is one of FastProd, DenseProd, DevTest; given was " + purpose + ".");
        }
        int cores = sizes.cores(cluster);
        if (!purpose.equals("DevTest") && cores < FEWEST_CORES) {
            throw MachineLearningErrors.userError(
                    "InsufficientClusterCapacity",
                    "A cluster with clusterPurpose " + purpose + " needs at least " + FEWEST_CORES
                            + " virtual CPUs; cluster " + cluster.path("name").asText() + " has " + cores + ".");
        }
    }

    @Override
    public Optional<ArmError> failure(ObjectNode body, World world) {
        return Attachments.unreachable(body, world);
    }

    @Override
    public void show(ObjectNode body, World world) {
        ObjectNode settings = body.withObjectProperty("properties").withObjectProperty("properties");
        Attachments.clusterOf(body, world).ifPresent(cluster -> {
            settings.put("clusterFqdn", cluster.at("/properties/fqdn").asText());
            JsonNode pools = cluster.at("/properties/agentPoolProfiles");
            int agents = 0;
            for (JsonNode pool : pools) {
                agents += pool.path("count").asInt();
            }
            settings.put("agentCount", agents)
                    .put("agentVmSize", pools.at("/0/vmSize").asText());
        });
    }

    @Override
    public List<ObjectNode> changed(ObjectNode body, World world) {
        ResourceId cluster = Attachments.clusterOf(body).orElseThrow();
        ArmError error = ArmError.of(
                400,
                "ClusterAttachedElsewhere",
                "The cluster " + cluster + " was attached again as "
                        + body.path("id").asText() + ", which broke this attachment.");
        return Attachments.of(cluster, world).stream()
                .filter(other -> !other.path("id").equals(body.path("id")))
                .map(other -> Attachments.broken(other, error))
                .toList();
    }

    @Override
    public ArmError lateFailure() {
        return ArmError.of(
                400, "ComputeAttachFailed", "Failed to connect to Kubernetes cluster: the request timed out.");
    }
}
