package dev.palisade.planning.kind;

import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.AmlCompute;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Usages.Quota;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Action;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the subscription may have what the plan adds (seeds 000 and 001: "to have several clusters in one network you may need more quota"):
 * vCPUs, and for each cluster a network security group, a public IP address and a load balancer. What stands already is in Azure's own count.
 */
public final class QuotaRules implements Kind {
    /** Of each, the quota of the standard SKU first: Azure makes no basic ones any more. */
    private static final List<List<String>> BESIDE_A_CLUSTER = List.of(
            List.of("NetworkSecurityGroups"),
            List.of("IPv4StandardSkuPublicIpAddresses", "StandardSkuPublicIpAddresses", "PublicIPAddresses"),
            List.of("StandardSkuLoadBalancers", "LoadBalancers"));

    @Override
    public void plan(World world, Draft draft) {
        Count count = new Count(world, draft, new Usages(world), new HashMap<>());
        world.document().subnetComputes().forEach(compute -> {
            if (compute instanceof ClusterCreation cluster) {
                count.ofCluster(cluster);
            } else if (compute instanceof AmlCompute training) {
                count.ofTraining(training);
            }
        });
    }

    /**
     * What asks for a part of a quota.
     *
     * @param least how much will do in the end, of a quota that has so much at all; nothing less than all for most
     */
    private record Asker(String compute, String field, long least) {
        static Asker forAll(String compute, String field) {
            return new Asker(compute, field, Long.MAX_VALUE);
        }

        boolean isContentWith(Quota quota) {
            return least <= quota.limit();
        }
    }

    /** @param promised what earlier entries of the document take, by the key of the quota */
    private record Count(World world, Draft draft, Usages usages, Map<String, Long> promised) {
        void ofTraining(AmlCompute compute) {
            ResourceId id = AmlComputeKind.resourceId(world.document().workspace(), compute);
            Optional<Location> region = world.workspaceLocation();
            Optional<Step> step = step(id);
            if (step.isPresent() && region.isPresent() && mayTakeMore(step.get(), compute)) {
                long present = world.find(id)
                        .map(found -> found.at("/properties/properties/currentNodeCount")
                                .asLong())
                        .orElse(0L);
                long each = vcpus(compute.size(), region.get());
                long vcpus = (compute.maxInstances() - present) * each;
                // Azure itself refuses a cluster whose first nodes the quota cannot hold.
                long least = compute.partialAllocation() ? each * Math.max(1, compute.minInstances()) : Long.MAX_VALUE;
                Asker nodes = new Asker(compute.name(), compute.field() + "/max_instances", least);
                usages.ofTraining(compute.size(), region.get()).forEach(quota -> check(nodes, quota, vcpus));
                if (isNew(step.get())) {
                    Asker whole = Asker.forAll(compute.name(), compute.field());
                    usages.ofClusters(region.get()).forEach(quota -> check(whole, quota, 1));
                    beside(whole, region.get());
                }
            }
        }

        void ofCluster(ClusterCreation cluster) {
            ResourceId id = cluster.resourceId(world.document().workspace());
            Optional<Location> region = cluster.location()
                    .map(Location::new)
                    .or(() -> VirtualNetwork.of(world).map(VirtualNetwork::location));
            Optional<Step> step = step(id);
            if (step.isPresent() && region.isPresent()) {
                long present = world.find(id)
                        .map(ManagedClusterKind::agentPool)
                        .map(pool -> pool.path("count").asLong())
                        .orElse(0L);
                long vcpus = (cluster.agentCount() - present) * vcpus(cluster.vmSize(), region.get());
                Asker nodes = Asker.forAll(cluster.name(), cluster.createField("agent_count"));
                usages.ofVirtualMachines(cluster.vmSize(), region.get()).forEach(quota -> check(nodes, quota, vcpus));
                if (isNew(step.get())) {
                    beside(Asker.forAll(cluster.name(), cluster.field()), region.get());
                }
            }
        }

        /** AKS has them in the group of its nodes, a training cluster in that of the network: the quota is of the region. */
        private void beside(Asker asker, Location region) {
            BESIDE_A_CLUSTER.stream()
                    .flatMap(names -> usages.ofNetwork(names, region).stream())
                    .forEach(quota -> check(asker, quota, 1));
        }

        /** A cluster that is to have no more nodes than it may have already takes nothing that it could not take without us. */
        private boolean mayTakeMore(Step step, AmlCompute compute) {
            return step.action() != Action.UPDATE
                    || world.find(step.resource())
                            .map(found -> found.at("/properties/properties/scaleSettings"))
                            .filter(scale -> compute.maxInstances()
                                            > scale.path("maxNodeCount").asLong()
                                    || compute.minInstances()
                                            > scale.path("minNodeCount").asLong())
                            .isPresent();
        }

        /** What an earlier attempt has begun is in Azure's count already. */
        private boolean isNew(Step step) {
            return step.action() == Action.CREATE && world.find(step.resource()).isEmpty();
        }

        private Optional<Step> step(ResourceId id) {
            return draft.steps().stream()
                    .filter(step -> step.resource().equals(id))
                    .findFirst();
        }

        private long vcpus(String size, Location region) {
            return VmSizes.vcpus(size, region, world).orElse(0);
        }

        private void check(Asker asker, Quota quota, long needed) {
            long before = promised.getOrDefault(quota.key(), 0L);
            boolean fits = needed <= 0 || !quota.isLimited() || quota.used() + before + needed <= quota.limit();
            if (!fits) {
                tell(asker, quota, arguments(asker, quota, needed, before));
            } else if (needed > 0) {
                promised.merge(quota.key(), needed, Long::sum);
            }
        }

        private void tell(Asker asker, Quota quota, Map<String, String> arguments) {
            if (asker.isContentWith(quota)) {
                draft.warn(FindingCode.QUOTA_TOO_SMALL, asker.field(), arguments);
            } else {
                draft.refuse(FindingCode.QUOTA_TOO_SMALL, asker.field(), WhoseMove.ADMINISTRATOR, arguments);
            }
        }

        private static Map<String, String> arguments(Asker asker, Quota quota, long needed, long before) {
            return Map.of(
                    "compute", asker.compute(),
                    "quota", quota.name(),
                    "region", quota.region().toString(),
                    "limit", String.valueOf(quota.limit()),
                    "used", String.valueOf(quota.used()),
                    "promised", String.valueOf(before),
                    "needed", String.valueOf(needed));
        }
    }
}
