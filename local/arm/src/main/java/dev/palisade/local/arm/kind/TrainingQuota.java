package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.QuotaLimits.Region;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The quotas of Azure Machine Learning in a region, beside those of Microsoft.Compute: clusters, and dedicated vCPUs of their nodes, all and by
 * family. A cluster is refused that not even its first nodes fit in, whatever its minimum (people report it so); nodes beyond a quota are left
 * out when they are wanted, which is no error.
 */
final class TrainingQuota {
    static final String NAMESPACE = "Microsoft.MachineLearningServices";
    private static final String TOTAL = "TotalDedicatedCores";
    private static final String CLUSTERS = "Clusters";
    private static final int LIMIT = 5000;
    private static final int MOST_CLUSTERS = 2500;
    private final VmSizes sizes;

    TrainingQuota(VmSizes sizes) {
        this.sizes = sizes;
    }

    /** The answer of {@code GET …/locations/{l}/usages}, without the entries for each workspace and cluster. */
    ObjectNode answer(Region region, World world) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ArrayNode usages = answer.putArray("value");
        String place = "/subscriptions/" + region.subscription() + "/usages";
        long clusters = clusters(region, world).size();
        add(usages, place, "totalCores", CLUSTERS, clusters, limit(region, CLUSTERS, world, MOST_CLUSTERS));
        add(
                usages,
                place,
                "dedicatedCores",
                "Total Cluster Dedicated Regional vCPUs",
                used(region, world, null),
                limit(region, TOTAL, world, LIMIT));
        for (String family : sizes.families()) {
            String name = VmSizes.words(family) + " Cluster Dedicated vCPUs";
            String id = place + "/" + name.replace(' ', '_');
            add(usages, id, "vmFamily", name, used(region, world, family), limit(region, family, world, LIMIT));
        }
        return answer;
    }

    private static void add(ArrayNode usages, String id, String type, String name, long used, long limit) {
        ObjectNode usage = usages.addObject().put("id", id).put("type", NAMESPACE + "/" + type + "/usages");
        usage.put("currentValue", used).put("limit", limit);
        usage.putObject("name").put("value", name).put("localizedValue", name);
        usage.put("unit", "Count");
    }

    private static long limit(Region region, String name, World world, long unset) {
        return QuotaLimits.of(region, NAMESPACE, name, world, unset);
    }

    private static List<ObjectNode> clusters(Region region, World world) {
        return world.ofType(Computes.TYPE).stream()
                .filter(compute ->
                        compute.at("/properties/computeType").asText().equalsIgnoreCase("AmlCompute"))
                .filter(region::holds)
                .toList();
    }

    private long used(Region region, World world, @Nullable String family) {
        return clusters(region, world).stream()
                .map(compute -> compute.at("/properties/properties"))
                .filter(cluster -> family == null || sizes.isOfFamily(size(cluster), family))
                .mapToLong(cluster -> (long) cluster.path("currentNodeCount").asInt() * cores(cluster))
                .sum();
    }

    private static String size(JsonNode cluster) {
        return cluster.path("vmSize").asText();
    }

    private int cores(JsonNode cluster) {
        return sizes.cores(size(cluster), "");
    }

    /** Refuses a cluster too many, and one whose quota is too small for its first nodes. */
    void check(Write write) {
        Region region = Region.of(write, write.body().path("location").asText());
        long clusters = clusters(region, write.world()).size();
        long most = limit(region, CLUSTERS, write.world(), MOST_CLUSTERS);
        if (write.creates() && clusters >= most) {
            throw new ArmException(ArmError.of(
                            400,
                            "BadRequest",
                            "Operation results in exceeding quota limits of clusters. Maximum allowed: " + most
                                    + ", Current in use: " + clusters + ", Additional requested: 1.")
                    .withDetail("ClusterQuotaReached", "There are as many clusters as the quota allows."));
        }
        JsonNode cluster = write.properties().path("properties");
        int nodes = Math.max(1, cluster.at("/scaleSettings/minNodeCount").asInt());
        String family = sizes.family(size(cluster));
        refuse(limit(region, TOTAL, write.world(), LIMIT), "total", nodes, cluster);
        refuse(limit(region, family, write.world(), LIMIT), VmSizes.words(family), nodes, cluster);
    }

    private void refuse(long limit, String which, int nodes, JsonNode cluster) {
        int asked = nodes * cores(cluster);
        if (asked > limit) {
            String message = "The specified subscription has a " + which.replace(" Family", " family")
                    + " vCPU quota of " + limit + " and cannot accomodate for at least " + nodes
                    + " requested managed compute nodes which maps to " + asked + " vCPUs.";
            throw new ArmException(
                    ArmError.of(400, "BadRequest", message).withDetail("ClusterMinNodesExceedCoreQuota", message));
        }
    }

    /** How many nodes of a cluster fit into what others leave of the quotas. */
    int room(ObjectNode compute, World world) {
        JsonNode cluster = compute.at("/properties/properties");
        Region region = new Region(
                ResourceId.of(compute.path("id").asText()).subscription(),
                compute.path("location").asText());
        String family = sizes.family(size(cluster));
        long own = (long) cluster.path("currentNodeCount").asInt() * cores(cluster);
        long left = Math.min(
                limit(region, TOTAL, world, LIMIT) - used(region, world, null),
                limit(region, family, world, LIMIT) - used(region, world, family));
        return (int) Math.max(0, (left + own) / cores(cluster));
    }
}
