package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.AmlCompute;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.document.SubnetCompute;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Claims.Addresses;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a subnet has addresses left for what is to be created or grow in it: 2^(32−n) − 5 that Azure keeps − those in use − those that other
 * environments have reserved and do not use yet. Compute that shares a subnet is counted in the order of the document.
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
        Optional<ResourceId> subnet = world.document().network().subnetId(compute.subnet());
        Optional<JsonNode> observed = subnet.flatMap(world::find);
        ResourceId resource = resourceOf(compute);
        // Two of one name are one resource, which the document's rules refuse already.
        if (observed.isPresent() && seen.add(resource)) {
            Optional<JsonNode> existing = world.find(resource);
            long more = total(compute) - existing.map(SubnetCapacity::shown).orElse(0L);
            boolean grows =
                    existing.isEmpty() || (Owned.isCreated(resource, world) && total(compute) > asked(existing.get()));
            if (grows) {
                check(compute, subnet.get(), observed.get(), more);
            } else {
                promised.merge(subnet.get(), Math.max(0, more), Long::sum);
            }
        }
    }

    private void check(SubnetCompute compute, ResourceId subnet, JsonNode observed, long needed) {
        long reserved = reserved(subnet);
        long free = Math.max(0, free(observed) - promised.getOrDefault(subnet, 0L) - reserved);
        if (needed <= free) {
            promised.merge(subnet, needed, Long::sum);
        } else {
            tell(
                    compute,
                    Map.of(
                            "compute", compute.name(),
                            "needed", String.valueOf(needed),
                            "free", String.valueOf(free),
                            "reserved", String.valueOf(reserved),
                            "subnet", subnet.name()));
        }
    }

    private void tell(SubnetCompute compute, Map<String, String> arguments) {
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

    /** What others' claims say beyond what shows in the subnet already. */
    private long reserved(ResourceId subnet) {
        return world.neighbours(subnet).others().stream()
                .flatMap(neighbour -> neighbour.claims().addresses().stream())
                .filter(claim -> claim.subnet().equals(subnet))
                .mapToLong(this::notShown)
                .sum();
    }

    private long notShown(Addresses claim) {
        return world.find(claim.user())
                .map(user -> Math.max(0, claim.count() - shown(user)))
                .orElse((long) claim.count());
    }

    /** The addresses of what exists: of a training cluster those of the nodes that run, of an AKS cluster all that it may ever use. */
    private static long shown(JsonNode resource) {
        return isTraining(resource)
                ? resource.at("/properties/properties/currentNodeCount").asLong()
                : asked(resource);
    }

    /** The addresses that what exists may use at most. */
    private static long asked(JsonNode resource) {
        JsonNode pool = ManagedClusterKind.agentPool(resource);
        return isTraining(resource)
                ? resource.at("/properties/properties/scaleSettings/maxNodeCount")
                        .asLong()
                : ClusterCreation.addresses(
                        pool.path("count").asInt(), pool.path("maxPods").asInt());
    }

    private static boolean isTraining(JsonNode resource) {
        return resource.path("properties").has("computeType");
    }

    private static long total(SubnetCompute compute) {
        return compute instanceof ClusterCreation cluster ? cluster.addresses() : ((AmlCompute) compute).maxInstances();
    }

    private ResourceId resourceOf(SubnetCompute compute) {
        ResourceId workspace = world.document().workspace();
        return compute instanceof ClusterCreation cluster
                ? cluster.resourceId(workspace)
                : AmlComputeKind.resourceId(workspace, (AmlCompute) compute);
    }
}
