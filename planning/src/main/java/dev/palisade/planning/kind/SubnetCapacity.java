package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.AmlCompute;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.document.SubnetCompute;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Whether a subnet has addresses left for what is to be created in it: 2^(32−n) − 5 that Azure keeps − those in use. Compute that shares a subnet
 * is counted in the order of the document; compute that exists already has its addresses.
 */
final class SubnetCapacity {
    /** Azure keeps the first four addresses of a subnet and the last. */
    private static final int KEPT_BY_AZURE = 5;

    private final World world;
    private final Draft draft;
    private final Map<ResourceId, Long> promised = new HashMap<>();
    private final Set<ResourceId> seen = new HashSet<>();

    private SubnetCapacity(World world, Draft draft) {
        this.world = world;
        this.draft = draft;
    }

    static void check(World world, Draft draft) {
        SubnetCapacity capacity = new SubnetCapacity(world, draft);
        world.document().subnetComputes().forEach(capacity::check);
    }

    private void check(SubnetCompute compute) {
        // Two of one name are one resource, which the document's rules refuse already.
        boolean first = seen.add(resourceOf(compute));
        world.document()
                .network()
                .subnetId(compute.subnet())
                .ifPresent(subnet -> world.find(subnet)
                        .filter(observed ->
                                first && world.find(resourceOf(compute)).isEmpty())
                        .ifPresent(observed -> check(compute, subnet, observed)));
    }

    private void check(SubnetCompute compute, ResourceId subnet, JsonNode observed) {
        long free = Math.max(0, free(observed) - promised.getOrDefault(subnet, 0L));
        int needed = needed(compute);
        if (needed <= free) {
            promised.merge(subnet, (long) needed, Long::sum);
        } else {
            tell(compute, subnet, needed, free);
        }
    }

    private void tell(SubnetCompute compute, ResourceId subnet, int needed, long free) {
        Map<String, String> arguments = Map.of(
                "compute", compute.name(),
                "needed", String.valueOf(needed),
                "free", String.valueOf(free),
                "subnet", subnet.name());
        if (compute instanceof ClusterCreation cluster) {
            draft.refuse(
                    FindingCode.SUBNET_TOO_SMALL_FOR_CLUSTER,
                    cluster.createField("agent_count"),
                    WhoseMove.YOURS,
                    withArithmetic(arguments, cluster));
        } else if (compute instanceof AmlCompute training && training.partialAllocation()) {
            draft.warn(FindingCode.SUBNET_TOO_SMALL_FOR_NODES, compute.field() + "/max_instances", arguments);
        } else {
            draft.refuse(
                    FindingCode.SUBNET_TOO_SMALL_FOR_NODES,
                    compute.field() + "/max_instances",
                    WhoseMove.YOURS,
                    arguments);
        }
    }

    private static Map<String, String> withArithmetic(Map<String, String> arguments, ClusterCreation cluster) {
        Map<String, String> more = new HashMap<>(arguments);
        more.put("nodes", String.valueOf(cluster.agentCount()));
        more.put("pods", String.valueOf(cluster.maxPods()));
        return more;
    }

    private static long free(JsonNode subnet) {
        long all = VirtualNetwork.ranges(subnet).stream()
                .mapToLong(Ipv4Block::addresses)
                .map(addresses -> Math.max(0, addresses - KEPT_BY_AZURE))
                .sum();
        return all - subnet.path("properties").path("ipConfigurations").size();
    }

    private static int needed(SubnetCompute compute) {
        return compute instanceof ClusterCreation cluster ? cluster.addresses() : ((AmlCompute) compute).maxInstances();
    }

    private ResourceId resourceOf(SubnetCompute compute) {
        ResourceId workspace = world.document().workspace();
        return compute instanceof ClusterCreation cluster
                ? cluster.resourceId(workspace)
                : AmlComputeKind.resourceId(workspace, (AmlCompute) compute);
    }
}
