package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison.Difference;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** AKS clusters in a subnet, by a managedClusters PUT of our own (seeds 000 and 001, "use Azure Kubernetes Service"; 004, "create a new cluster"). */
public final class ManagedClusterKind implements Kind {
    private static final String AGENT_POOL = "agentpool";
    private static final Set<String> SCALE = Set.of("/agent_count");

    @Override
    public void plan(World world, Draft draft) {
        world.document().clusters().forEach(cluster -> {
            ClusterRules.check(cluster, world, draft);
            VirtualNetwork.of(world).ifPresent(network -> plan(cluster, network, world, draft));
        });
    }

    private static void plan(ClusterCreation cluster, VirtualNetwork network, World world, Draft draft) {
        Optional<ResourceId> subnet = world.document().network().subnetId(cluster.subnet());
        if (subnet.isEmpty()) {
            return;
        }
        ResourceId id = cluster.resourceId(world.document().workspace());
        Location location = cluster.location().map(Location::new).orElse(network.location());
        Optional<JsonNode> existing = world.find(id);
        draft.claimAddresses(subnet.get(), id, cluster.addresses());
        if (Owned.isToBeMade(id, existing, world)) {
            Step step = step(id, cluster, location, subnet.get(), world, draft);
            draft.want(new Wanted(step, cluster.field(), List.of(subnet.get()), List.of(id)));
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), cluster.field(), world, draft);
        } else {
            use(id, existing.get(), cluster, wanted(cluster, location, subnet.get()), world, draft);
        }
    }

    private static void use(
            ResourceId id, JsonNode existing, ClusterCreation cluster, ObjectNode wanted, World world, Draft draft) {
        JsonNode pool = agentPool(existing);
        if (pool.path("enableAutoScaling").asBoolean()) {
            wanted.remove("agent_count");
        }
        List<Difference> differences = Existing.differences(wanted, actual(existing, pool));
        if (Scale.isAllThatDiffers(differences, SCALE) && Owned.isCreated(id, world)) {
            Step step = scaling(id, cluster, pool, draft);
            draft.want(new Wanted(step, cluster.createField("agent_count"), List.of(id), List.of()));
            return;
        }
        Existing.refuseDifferences(
                FindingCode.EXISTING_CLUSTER_DIFFERS, id, differences, cluster.field() + "/create", draft);
        if (differences.isEmpty() && !world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    /** Seed 004: "you can only change the number of nodes, not the VM size of the cluster". */
    private static Step scaling(ResourceId id, ClusterCreation cluster, JsonNode pool, Draft draft) {
        String name = pool.path("name").asText();
        int present = pool.path("count").asInt();
        Delta nodes = Delta.element(
                "/properties/agentPoolProfiles", "name", nodes(name, present), nodes(name, cluster.agentCount()));
        return Scale.step(
                "cluster/" + cluster.name(),
                ResourceKind.MANAGED_CLUSTER,
                id,
                "Scale AKS cluster " + cluster.name() + " from " + present + " to " + cluster.agentCount() + " nodes",
                List.of(nodes),
                draft.networkSteps(),
                Duration.ofMinutes(5),
                cluster.agentCount() < present ? "What runs on the nodes that go is moved to the others." : "");
    }

    private static ObjectNode nodes(String pool, int count) {
        return JsonNodeFactory.instance.objectNode().put("name", pool).put("count", count);
    }

    private static ObjectNode wanted(ClusterCreation cluster, Location location, ResourceId subnet) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("location", location.toString())
                .put("agent_count", cluster.agentCount())
                .put("vm_size", cluster.vmSize())
                .put("max_pods", cluster.maxPods())
                .put("subnet", subnet.toString())
                .put("service_cidr", cluster.serviceCidr())
                .put("dns_service_ip", cluster.dnsServiceIp());
    }

    private static ObjectNode actual(JsonNode existing, JsonNode pool) {
        JsonNode network = existing.path("properties").path("networkProfile");
        ObjectNode actual = JsonNodeFactory.instance.objectNode();
        actual.set("location", existing.get("location"));
        actual.set("agent_count", pool.get("count"));
        actual.set("vm_size", pool.get("vmSize"));
        actual.set("max_pods", pool.get("maxPods"));
        actual.set("subnet", pool.get("vnetSubnetID"));
        actual.set("service_cidr", network.get("serviceCidr"));
        actual.set("dns_service_ip", network.get("dnsServiceIP"));
        return actual;
    }

    /** Ours by its name, else the first: a cluster that others made may have its nodes in a pool of any name. */
    static JsonNode agentPool(JsonNode cluster) {
        JsonNode pools = cluster.path("properties").path("agentPoolProfiles");
        return StreamSupport.stream(pools.spliterator(), false)
                .filter(pool -> pool.path("name").asText().equalsIgnoreCase(AGENT_POOL))
                .findFirst()
                .orElse(pools.path(0));
    }

    private static Step step(
            ResourceId id, ClusterCreation cluster, Location location, ResourceId subnet, World world, Draft draft) {
        return Step.creation(
                "cluster/" + cluster.name(),
                ResourceKind.MANAGED_CLUSTER,
                id,
                "Create AKS cluster " + cluster.name() + " in subnet " + subnet.name(),
                body(cluster, location, subnet),
                draft.stepsOn(UsedSubnets.withItsRules(subnet, world)),
                Duration.ofMinutes(20));
    }

    /** Microsoft.ContainerService, ManagedClusters_CreateOrUpdate, API version 2025-09-01; it has no Docker bridge any more. */
    private static ObjectNode body(ClusterCreation cluster, Location location, ResourceId subnet) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        body.putObject("identity").put("type", "SystemAssigned");
        ObjectNode properties = body.putObject("properties").put("dnsPrefix", cluster.name());
        properties
                .putArray("agentPoolProfiles")
                .addObject()
                .put("name", AGENT_POOL)
                .put("count", cluster.agentCount())
                .put("vmSize", cluster.vmSize())
                .put("mode", "System")
                .put("vnetSubnetID", subnet.toString())
                .put("maxPods", cluster.maxPods())
                .put("osType", "Linux");
        properties
                .putObject("networkProfile")
                .put("networkPlugin", "azure")
                .put("serviceCidr", cluster.serviceCidr())
                .put("dnsServiceIP", cluster.dnsServiceIp());
        return body;
    }
}
