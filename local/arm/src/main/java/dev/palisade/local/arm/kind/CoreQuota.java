package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import org.jspecify.annotations.Nullable;

/** The regional vCPU quota of a subscription and what its clusters use of it. */
public final class CoreQuota {
    private static final int LIMIT = 5000;
    private final VmSizes sizes;

    CoreQuota(VmSizes sizes) {
        this.sizes = sizes;
    }

    /** The answer of {@code GET …/locations/{l}/usages}. */
    public ObjectNode answer(World world, String subscription, String location) {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ObjectNode usage = answer.putArray("value").addObject();
        usage.put("unit", "Count");
        usage.put("currentValue", used(world, subscription, location, null));
        usage.put("limit", LIMIT);
        usage.putObject("name").put("value", "cores").put("localizedValue", "Total Regional vCPUs");
        return answer;
    }

    /** Refuses a cluster that would take more than is left. */
    void check(Write write, String location) {
        int left = LIMIT - used(write.world(), write.id().subscription(), location, write.id());
        int asked = sizes.cores(write.body());
        if (asked > left) {
            throw ArmException.badRequest(
                    "ErrCode_InsufficientVCPUQuota",
                    "Insufficient regional vcpu quota left for location " + location + ". left regional vcpu quota "
                            + left + ", requested quota " + asked + ".");
        }
    }

    private int used(World world, String subscription, String location, @Nullable ResourceId except) {
        int used = 0;
        for (ObjectNode cluster : world.ofType(ManagedClusters.TYPE)) {
            ResourceId id = ResourceId.of(cluster.path("id").asText());
            boolean counted = id.subscription().equalsIgnoreCase(subscription)
                    && Write.normalized(cluster.path("location").asText()).equals(Write.normalized(location))
                    && (except == null || !id.key().equals(except.key()));
            used += counted ? sizes.cores(cluster) : 0;
        }
        return used;
    }
}
