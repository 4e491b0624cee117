package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.document.ClusterCreation.Purpose;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What must hold between a cluster and the virtual network before it is created. What the document alone can tell is checked by its own rules. */
final class ClusterRules {
    /** Seed 004: agent_count times the vCPUs of vm_size must be 12 or more unless the cluster is for development and test. */
    private static final int VCPUS = 12;

    private ClusterRules() {}

    static void check(ClusterCreation cluster, World world, Draft draft) {
        VirtualNetwork.of(world).ifPresent(network -> {
            checkRegion(cluster, network, draft);
            checkServiceRange(cluster, network, draft);
            checkDockerBridge(cluster, network, draft);
        });
        checkSize(cluster, world, draft);
    }

    /** Seed 004: a cluster that is attached for production must have 12 vCPUs; one of a size that its region no longer lists is not counted. */
    static void checkExisting(ClusterAttachment attachment, JsonNode cluster, World world, Draft draft) {
        Location location = World.location(cluster);
        long total = 0;
        for (JsonNode pool : cluster.at("/properties/agentPoolProfiles")) {
            OptionalInt each = VmSizes.vcpus(pool.path("vmSize").asText(), location, world);
            if (each.isEmpty()) {
                return;
            }
            total += (long) each.getAsInt() * pool.path("count").asInt();
        }
        if (attachment.purpose() != Purpose.DEV_TEST && total < VCPUS) {
            draft.refuse(
                    FindingCode.CLUSTER_TOO_SMALL_TO_ATTACH,
                    attachment.attachField("resource_id"),
                    WhoseMove.YOURS,
                    Map.of("cluster", attachment.cluster().name(), "total", String.valueOf(total)));
        }
    }

    private static void checkRegion(ClusterCreation cluster, VirtualNetwork network, Draft draft) {
        cluster.location()
                .map(Location::new)
                .filter(location -> !location.equals(network.location()))
                .ifPresent(location -> draft.refuse(
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        cluster.createField("location"),
                        WhoseMove.YOURS,
                        Map.of(
                                "network", network.location().toString(),
                                "other", "cluster " + cluster.name(),
                                "region", location.toString())));
    }

    private static void checkServiceRange(ClusterCreation cluster, VirtualNetwork network, Draft draft) {
        List<String> overlapped =
                Ipv4Block.parse(cluster.serviceCidr()).map(network::overlapping).orElse(List.of());
        if (!overlapped.isEmpty()) {
            draft.refuse(
                    FindingCode.SERVICE_CIDR_OVERLAPS_SUBNET,
                    cluster.createField("service_cidr"),
                    WhoseMove.YOURS,
                    Map.of("range", cluster.serviceCidr(), "subnets", String.join(", ", overlapped)));
        }
    }

    private static void checkDockerBridge(ClusterCreation cluster, VirtualNetwork network, Draft draft) {
        String bridge = cluster.dockerBridgeCidr().orElse("");
        List<String> overlapped =
                Ipv4Block.parse(bridge).map(network::overlapping).orElse(List.of());
        if (!overlapped.isEmpty()) {
            draft.refuse(
                    FindingCode.DOCKER_BRIDGE_OVERLAPS,
                    cluster.createField("docker_bridge_cidr"),
                    WhoseMove.YOURS,
                    Map.of("bridge", bridge, "other", "subnet " + String.join(", ", overlapped)));
        }
    }

    /** Without the virtual network the workspace's region will do: most often it is the same. */
    private static void checkSize(ClusterCreation cluster, World world, Draft draft) {
        String field = cluster.createField("vm_size");
        VirtualNetwork.of(world)
                .map(VirtualNetwork::location)
                .or(world::workspaceLocation)
                .ifPresent(location -> {
                    VmSizes.vcpus(cluster.vmSize(), location, field, world, draft)
                            .ifPresent(each -> checkVcpus(cluster, each, draft));
                    CoreQuota.check(cluster, location, world, draft);
                });
    }

    private static void checkVcpus(ClusterCreation cluster, int each, Draft draft) {
        int total = cluster.agentCount() * each;
        if (cluster.purpose() != Purpose.DEV_TEST && total < VCPUS) {
            draft.refuse(
                    FindingCode.TOO_FEW_VCPUS,
                    cluster.createField("agent_count"),
                    WhoseMove.YOURS,
                    Map.of(
                            "cluster", cluster.name(),
                            "nodes", String.valueOf(cluster.agentCount()),
                            "size", cluster.vmSize(),
                            "each", String.valueOf(each),
                            "total", String.valueOf(total),
                            "least", String.valueOf((VCPUS + each - 1) / each)));
        }
    }
}
