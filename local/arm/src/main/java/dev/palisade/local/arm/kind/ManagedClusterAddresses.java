package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.ArrayList;
import java.util.List;

/**
 * The addresses that AKS takes when it accepts a cluster: with Azure CNI one for each node and each pod that may run on it,
 * else one for each node.
 */
final class ManagedClusterAddresses {
    private ManagedClusterAddresses() {}

    static int ofPool(JsonNode network, JsonNode pool) {
        int nodes = pool.path("enableAutoScaling").asBoolean(false)
                ? pool.path("maxCount").asInt(1)
                : pool.path("count").asInt(1);
        return nodes * perNode(network, pool);
    }

    private static int perNode(JsonNode network, JsonNode pool) {
        boolean podsInSubnet = network.path("networkPlugin").asText().equalsIgnoreCase("azure")
                && !network.path("networkPluginMode").asText().equalsIgnoreCase("overlay");
        return podsInSubnet ? pool.path("maxPods").asInt(30) + 1 : 1;
    }

    static List<AddressUse> uses(World world) {
        List<AddressUse> uses = new ArrayList<>();
        for (ObjectNode cluster : world.ofType(ManagedClusters.TYPE)) {
            for (JsonNode pool : cluster.at("/properties/agentPoolProfiles")) {
                if (pool.path("vnetSubnetID").isTextual()) {
                    uses.add(use(cluster, pool));
                }
            }
        }
        return uses;
    }

    private static AddressUse use(ObjectNode cluster, JsonNode pool) {
        ResourceId id = ResourceId.of(cluster.path("id").asText());
        JsonNode network = cluster.at("/properties/networkProfile");
        String scaleSet = "/subscriptions/" + id.subscription() + "/resourceGroups/"
                + cluster.at("/properties/nodeResourceGroup").asText()
                + "/providers/Microsoft.Compute/virtualMachineScaleSets/aks-"
                + pool.path("name").asText()
                + "-vmss/virtualMachines/";
        int perNode = perNode(network, pool);
        List<String> configurations = new ArrayList<>();
        for (int address = 0; address < ofPool(network, pool); address++) {
            configurations.add(scaleSet + address / perNode + "/networkInterfaces/nic/ipConfigurations/ipconfig"
                    + (address % perNode + 1));
        }
        return new AddressUse(id, ResourceId.of(pool.path("vnetSubnetID").asText()), configurations);
    }
}
