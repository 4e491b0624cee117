package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;

/**
 * A training cluster of the workspace, in a subnet.
 *
 * @param size VM size of a node
 * @param partialAllocation whether a subnet with fewer free addresses than {@code maxInstances} will do
 */
public record AmlCompute(
        String field,
        String name,
        String size,
        int minInstances,
        int maxInstances,
        Duration idleTimeBeforeScaleDown,
        SubnetRole subnet,
        boolean partialAllocation)
        implements SubnetCompute {

    static AmlCompute of(String field, JsonNode node) {
        return new AmlCompute(
                field,
                node.path("name").asText(),
                node.path("size").asText(),
                node.path("min_instances").asInt(0),
                node.path("max_instances").asInt(),
                Duration.ofSeconds(node.path("idle_time_before_scale_down").asInt(120)),
                SubnetRole.of(node.path("subnet"), SubnetRole.TRAINING),
                node.path("allow_partial_allocation").asBoolean(false));
    }

    @Override
    public String subnetField() {
        return field + "/subnet";
    }
}
