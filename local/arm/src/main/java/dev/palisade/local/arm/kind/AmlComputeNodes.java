package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** The nodes of an AmlCompute: as many as the scale settings ask for at rest, and as many of these as find an address. */
final class AmlComputeNodes {
    private final AddressBook addresses;
    private final NodeReach reach;

    AmlComputeNodes(AddressBook addresses, NodeReach reach) {
        this.addresses = addresses;
        this.reach = reach;
    }

    /** Fills in what the service has defaults for, and the state before any node of this write is there. */
    static void complete(ObjectNode cluster, JsonNode present, Instant now) {
        setDefault(cluster, "vmPriority", "Dedicated");
        setDefault(cluster, "osType", "Linux");
        setDefault(cluster, "remoteLoginPortPublicAccess", "NotSpecified");
        if (!cluster.has("enableNodePublicIp")) {
            cluster.put("enableNodePublicIp", true);
        }
        cluster.put("isolatedNetwork", cluster.path("isolatedNetwork").asBoolean(false));
        ObjectNode scale = cluster.withObjectProperty("scaleSettings");
        scale.put("minNodeCount", scale.path("minNodeCount").asInt(0));
        setDefault(scale, "nodeIdleTimeBeforeScaleDown", "PT120S");
        state(
                cluster,
                "Resizing",
                present.path("currentNodeCount").asInt(0),
                scale.path("minNodeCount").asInt(),
                now);
    }

    private static void setDefault(ObjectNode object, String field, String value) {
        if (object.path(field).asText("").isEmpty()) {
            object.put(field, value);
        }
    }

    ObjectNode allocated(ResourceId id, ObjectNode body, World world, Instant now) {
        ObjectNode cluster = body.withObjectProperty("properties").withObjectProperty("properties");
        int target = cluster.at("/scaleSettings/minNodeCount").asInt(0);
        String subnet = cluster.at("/subnet/id").asText("");
        int free = subnet.isEmpty() ? target : Math.max(0, addresses.free(world, ResourceId.of(subnet), id));
        int current = Math.min(target, free);
        state(cluster, "Steady", current, target, now);
        if (current < target) {
            cluster.putArray("errors")
                    .addObject()
                    .putObject("error")
                    .put("code", "SubnetIsFull")
                    .put(
                            "message",
                            "Subnet " + subnet + " has not enough addresses: " + current + " of " + target
                                    + " nodes were allocated.");
        }
        return body;
    }

    /** Nodes that are cut off are there, and cannot be used, until they are cut off no more. */
    void show(ObjectNode cluster, World world) {
        int idle = cluster.at("/nodeStateCounts/idleNodeCount").asInt();
        if (idle > 0 && reach.isCutOff(cluster, world)) {
            cluster.withObjectProperty("nodeStateCounts")
                    .put("idleNodeCount", 0)
                    .put("unusableNodeCount", idle);
        }
    }

    private static void state(ObjectNode cluster, String allocationState, int current, int target, Instant now) {
        cluster.put("allocationState", allocationState).put("allocationStateTransitionTime", now.toString());
        cluster.putNull("errors");
        cluster.put("currentNodeCount", current).put("targetNodeCount", target);
        ObjectNode counts = cluster.putObject("nodeStateCounts");
        counts.put("preparingNodeCount", 0).put("runningNodeCount", 0).put("idleNodeCount", current);
        counts.put("unusableNodeCount", 0).put("leavingNodeCount", 0).put("preemptedNodeCount", 0);
    }

    /** The addresses that the nodes of every AmlCompute hold. */
    static List<AddressUse> uses(World world) {
        return world.ofType(Computes.TYPE).stream()
                .filter(compute ->
                        compute.at("/properties/properties/subnet/id").isTextual())
                .map(AmlComputeNodes::use)
                .toList();
    }

    private static AddressUse use(ObjectNode compute) {
        ResourceId id = ResourceId.of(compute.path("id").asText());
        JsonNode cluster = compute.at("/properties/properties");
        String scaleSet = "/subscriptions/" + id.subscription() + "/resourceGroups/"
                + id.resourceGroup().orElse("") + "-azureml/providers/Microsoft.Compute/virtualMachineScaleSets/"
                + id.name()
                + "-batch-vmss/virtualMachines/";
        List<String> configurations = IntStream.range(
                        0, cluster.path("currentNodeCount").asInt(0))
                .mapToObj(node -> scaleSet + node + "/networkInterfaces/nic/ipConfigurations/ipconfig")
                .toList();
        return new AddressUse(id, ResourceId.of(cluster.at("/subnet/id").asText()), configurations);
    }
}
