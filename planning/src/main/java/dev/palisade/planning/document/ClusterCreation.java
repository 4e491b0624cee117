package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Locale;
import java.util.Optional;

/**
 * An AKS cluster to create in a subnet. Addresses are as written: whether they are ones is the rules' business.
 *
 * @param location empty for the virtual network's
 * @param attached whether it becomes a compute of the workspace as well
 * @param dockerBridgeCidr checked and never sent: AKS dropped it with API version 2023-04-01
 */
public record ClusterCreation(
        String field,
        String name,
        Purpose purpose,
        int agentCount,
        String vmSize,
        int maxPods,
        Optional<String> location,
        SubnetRole subnet,
        String serviceCidr,
        String dnsServiceIp,
        Optional<String> dockerBridgeCidr,
        boolean attached)
        implements SubnetCompute {

    public static final String TYPE = "Microsoft.ContainerService/managedClusters";

    /** What the cluster is for; all but the last need 12 vCPUs. */
    public enum Purpose {
        FAST_PROD,
        DENSE_PROD,
        DEV_TEST;

        static Purpose of(JsonNode cluster) {
            return valueOf(cluster.path("purpose").asText("fast_prod").toUpperCase(Locale.ROOT));
        }
    }

    static ClusterCreation of(String field, JsonNode node) {
        JsonNode create = node.path("create");
        return new ClusterCreation(
                field,
                node.path("name").asText(),
                Purpose.of(node),
                create.path("agent_count").asInt(3),
                create.path("vm_size").asText("Standard_D3_v2"),
                create.path("max_pods").asInt(30),
                Optional.ofNullable(create.get("location")).map(JsonNode::asText),
                SubnetRole.of(create.path("subnet"), SubnetRole.INFERENCE),
                create.path("service_cidr").asText(),
                create.path("dns_service_ip").asText(),
                Optional.ofNullable(create.get("docker_bridge_cidr")).map(JsonNode::asText),
                node.path("attached").asBoolean(true));
    }

    /** Where one property of {@code create} stands. */
    public String createField(String property) {
        return field + "/create/" + property;
    }

    @Override
    public String subnetField() {
        return createField("subnet");
    }

    /** The cluster's ARM ID: it is created beside the workspace. */
    public ResourceId resourceId(ResourceId workspace) {
        return workspace.sibling(TYPE, name);
    }

    /** What makes the cluster a compute of the workspace; empty if it is not to be one. */
    Optional<ClusterAttachment> attachment(ResourceId workspace) {
        return attached
                ? Optional.of(new ClusterAttachment(field, name, purpose, resourceId(workspace), "default"))
                : Optional.empty();
    }

    /** Addresses that Azure CNI takes before the first pod runs: one for each node and one for each pod it may run. */
    public int addresses() {
        return addresses(agentCount, maxPods);
    }

    /** The same for any number of nodes. */
    public static int addresses(int nodes, int maxPods) {
        return nodes * (maxPods + 1);
    }
}
