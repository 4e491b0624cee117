package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.AmlCompute;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison.Difference;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Training clusters of the workspace in a subnet: "Found existing cpucluster", else "Creating new cpucluster" (seeds 000 and 001). */
public final class AmlComputeKind implements Kind {
    private static final String SETTINGS = "/properties/properties/scaleSettings";
    /** What of an existing cluster can be changed: the document's words and ARM's. */
    private static final Map<String, String> SCALE = Map.of(
            "/min_instances", "/minNodeCount",
            "/max_instances", "/maxNodeCount",
            "/idle_time_before_scale_down", "/nodeIdleTimeBeforeScaleDown");

    @Override
    public void plan(World world, Draft draft) {
        world.document().amlComputes().forEach(compute -> {
            refuseOtherSubscription(world, draft);
            refuseOtherRegion(world, draft);
            world.workspaceLocation().ifPresent(location -> plan(compute, location, world, draft));
        });
    }

    static ResourceId resourceId(ResourceId workspace, AmlCompute compute) {
        return workspace.child("computes", compute.name());
    }

    private static void refuseOtherSubscription(World world, Draft draft) {
        String network = world.document().network().virtualNetwork().subscription();
        String workspace = world.document().workspace().subscription();
        if (!network.equalsIgnoreCase(workspace)) {
            draft.refuse(
                    FindingCode.VIRTUAL_NETWORK_IN_OTHER_SUBSCRIPTION,
                    Network.FIELD + "/virtual_network",
                    WhoseMove.YOURS,
                    Map.of("network", network, "workspace", workspace));
        }
    }

    private static void refuseOtherRegion(World world, Draft draft) {
        Optional<Location> workspace = world.workspaceLocation();
        VirtualNetwork.of(world)
                .map(VirtualNetwork::location)
                .filter(network -> workspace.isPresent() && !network.equals(workspace.get()))
                .ifPresent(network -> draft.refuse(
                        FindingCode.VIRTUAL_NETWORK_IN_OTHER_REGION,
                        Network.FIELD + "/virtual_network",
                        WhoseMove.YOURS,
                        Map.of(
                                "network", network.toString(),
                                "other", "the workspace",
                                "region", workspace.orElseThrow().toString())));
    }

    private static void plan(AmlCompute compute, Location location, World world, Draft draft) {
        VmSizes.vcpus(compute.size(), location, compute.field() + "/size", world, draft);
        Optional<ResourceId> subnet = world.document().network().subnetId(compute.subnet());
        if (subnet.isEmpty()) {
            return;
        }
        ResourceId id = resourceId(world.document().workspace(), compute);
        Optional<JsonNode> existing = world.find(id);
        draft.claimAddresses(subnet.get(), id, compute.maxInstances());
        if (Owned.isToBeMade(id, existing, world)) {
            Step step = step(id, compute, location, subnet.get(), world, draft);
            List<ResourceId> creates = Stream.concat(Stream.of(id), SideResources.beside(subnet.get()).stream())
                    .toList();
            draft.want(new Wanted(step, compute.field(), List.of(subnet.get()), creates));
        } else if (!World.isReady(existing.get())) {
            Existing.refuseUnready(id, existing.get(), compute.field(), world, draft);
        } else {
            use(id, existing.get(), compute, subnet.get(), world, draft);
        }
    }

    private static void use(
            ResourceId id, JsonNode existing, AmlCompute compute, ResourceId subnet, World world, Draft draft) {
        List<Difference> differences = Existing.differences(wanted(compute, subnet), actual(existing));
        if (Scale.isAllThatDiffers(differences, SCALE.keySet()) && Owned.isCreated(id, world)) {
            draft.want(new Wanted(scaling(id, compute, differences, draft), compute.field(), List.of(id), List.of()));
            return;
        }
        Existing.refuseDifferences(FindingCode.EXISTING_COMPUTE_DIFFERS, id, differences, compute.field(), draft);
        if (differences.isEmpty() && !world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    private static Step scaling(ResourceId id, AmlCompute compute, List<Difference> differences, Draft draft) {
        List<Delta> deltas = differences.stream()
                .map(difference -> Delta.field(
                        SETTINGS + SCALE.get(difference.path()), difference.actual(), difference.expected()))
                .toList();
        return Scale.step(
                "compute/" + compute.name(),
                ResourceKind.AML_COMPUTE,
                id,
                "Scale training cluster " + compute.name() + " to " + compute.minInstances() + " to "
                        + compute.maxInstances() + " nodes",
                deltas,
                draft.networkSteps(),
                Duration.ofSeconds(30),
                "");
    }

    private static ObjectNode wanted(AmlCompute compute, ResourceId subnet) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "AmlCompute")
                .put("size", compute.size())
                .put("min_instances", compute.minInstances())
                .put("max_instances", compute.maxInstances())
                .put(
                        "idle_time_before_scale_down",
                        compute.idleTimeBeforeScaleDown().toString())
                .put("subnet", subnet.toString());
    }

    private static ObjectNode actual(JsonNode existing) {
        JsonNode properties = existing.path("properties").path("properties");
        JsonNode scale = properties.path("scaleSettings");
        ObjectNode actual = JsonNodeFactory.instance.objectNode();
        actual.set("type", existing.path("properties").get("computeType"));
        actual.set("size", properties.get("vmSize"));
        actual.set("min_instances", scale.get("minNodeCount"));
        actual.set("max_instances", scale.get("maxNodeCount"));
        actual.set("idle_time_before_scale_down", scale.get("nodeIdleTimeBeforeScaleDown"));
        actual.set("subnet", properties.path("subnet").get("id"));
        return actual;
    }

    private static Step step(
            ResourceId id, AmlCompute compute, Location location, ResourceId subnet, World world, Draft draft) {
        return Step.creation(
                "compute/" + compute.name(),
                ResourceKind.AML_COMPUTE,
                id,
                "Create training cluster " + compute.name() + " in subnet " + subnet.name(),
                body(compute, location, subnet),
                draft.stepsOn(UsedSubnets.withItsRules(subnet, world)),
                Duration.ofMinutes(3),
                SideResources.impact(subnet));
    }

    /** Microsoft.MachineLearningServices, Compute_CreateOrUpdate, API version 2024-04-01. */
    private static ObjectNode body(AmlCompute compute, Location location, ResourceId subnet) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("location", location.toString());
        ObjectNode properties = body.putObject("properties").put("computeType", "AmlCompute");
        ObjectNode cluster = properties.putObject("properties").put("vmSize", compute.size());
        cluster.putObject("scaleSettings")
                .put("minNodeCount", compute.minInstances())
                .put("maxNodeCount", compute.maxInstances())
                .put(
                        "nodeIdleTimeBeforeScaleDown",
                        "PT" + compute.idleTimeBeforeScaleDown().toSeconds() + "S");
        cluster.putObject("subnet").put("id", subnet.toString());
        cluster.put("remoteLoginPortPublicAccess", "Disabled");
        return body;
    }
}
