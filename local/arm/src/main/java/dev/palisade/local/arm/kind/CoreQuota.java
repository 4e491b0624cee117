package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.QuotaLimits.Region;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import org.jspecify.annotations.Nullable;

/** The vCPU quotas of Microsoft.Compute in a region, all and by family, and what AKS clusters use of them. */
final class CoreQuota {
    static final String NAMESPACE = "Microsoft.Compute";
    private static final String TOTAL = "cores";
    private static final int LIMIT = 5000;
    private final VmSizes sizes;

    CoreQuota(VmSizes sizes) {
        this.sizes = sizes;
    }

    /** The answer of {@code GET …/locations/{l}/usages}. */
    ObjectNode answer(Region region, World world) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ArrayNode usages = answer.putArray("value");
        add(usages, TOTAL, "Total Regional vCPUs", region, world, null);
        for (String family : sizes.families()) {
            add(usages, family, VmSizes.words(family) + " vCPUs", region, world, family);
        }
        return answer;
    }

    private void add(ArrayNode usages, String name, String words, Region region, World world, @Nullable String family) {
        ObjectNode usage = usages.addObject().put("unit", "Count");
        usage.put("currentValue", used(region, world, family, null));
        usage.put("limit", QuotaLimits.of(region, NAMESPACE, name, world, LIMIT));
        usage.putObject("name").put("value", name).put("localizedValue", words);
    }

    /** Refuses a cluster that would take more than is left; both sentences are AKS's own. */
    void check(Write write, String location) {
        Region region = Region.of(write, location);
        long left = left(region, TOTAL, write, null);
        int asked = sizes.cores(write.body());
        if (asked > left) {
            throw ArmException.badRequest(
                    "ErrCode_InsufficientVCPUQuota",
                    "Insufficient regional vcpu quota left for location " + location + ". left regional vcpu quota "
                            + left + ", requested quota " + asked + ".");
        }
        for (String family : sizes.families()) {
            checkFamily(family, write, location);
        }
    }

    private void checkFamily(String family, Write write, String location) {
        int asked = sizes.coresOfFamily(write.body(), family);
        long left = asked == 0 ? 0 : left(Region.of(write, location), family, write, family);
        if (asked > left) {
            throw ArmException.badRequest(
                    "ErrCode_InsufficientVCPUQuota",
                    "Insufficient vcpu quota requested " + asked + ", remaining " + left + " for family " + family
                            + " for region " + location + ".");
        }
    }

    private long left(Region region, String name, Write write, @Nullable String family) {
        return QuotaLimits.of(region, NAMESPACE, name, write.world(), LIMIT)
                - used(region, write.world(), family, write.id());
    }

    private int used(Region region, World world, @Nullable String family, @Nullable ResourceId except) {
        return world.ofType(ManagedClusters.TYPE).stream()
                .filter(region::holds)
                .filter(cluster -> except == null
                        || !ResourceId.of(cluster.path("id").asText()).key().equals(except.key()))
                .mapToInt(cluster -> sizes.coresOfFamily(cluster, family))
                .sum();
    }
}
