package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.document.SubnetRole;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The subnets: they must be there, have room, and, where a closed storage account is to be reached from them, have a service endpoint to
 * Azure Storage. Everything else on a subnet (its NSG, its route table, other endpoints) is the customer's.
 */
public final class SubnetKind implements Kind {
    static final String STORAGE_ENDPOINT = "Microsoft.Storage";
    /** Reaches storage in any region; Azure allows only one of the two on a subnet. */
    private static final String GLOBAL_STORAGE_ENDPOINT = "Microsoft.Storage.Global";

    @Override
    public void plan(World world, Draft draft) {
        if (VirtualNetwork.of(world).isEmpty()) {
            draft.refuse(
                    FindingCode.VIRTUAL_NETWORK_MISSING,
                    Network.FIELD + "/virtual_network",
                    WhoseMove.YOURS,
                    Map.of(
                            "network",
                            world.document().network().virtualNetwork().toString()));
            return;
        }
        for (SubnetRole role :
                world.document().network().subnets().keySet().stream().sorted().toList()) {
            refuseIfMissing(role, world, draft);
        }
        SubnetCapacity.check(world, draft);
        if (!world.document().closedStorage().isEmpty()) {
            world.document().trainingRoles().forEach(role -> openEndpoint(role, world, draft));
        }
    }

    private static void refuseIfMissing(SubnetRole role, World world, Draft draft) {
        Network network = world.document().network();
        VirtualNetwork observed = VirtualNetwork.of(world).orElseThrow();
        String name = network.subnetName(role).orElseThrow();
        if (!observed.hasSubnet(name)) {
            draft.refuse(
                    FindingCode.SUBNET_MISSING,
                    Network.subnetField(role),
                    WhoseMove.YOURS,
                    Map.of(
                            "subnet", name,
                            "network", network.virtualNetwork().name(),
                            "subnets", observed.subnetNames().collect(Collectors.joining(", "))));
        }
    }

    private static void openEndpoint(SubnetRole role, World world, Draft draft) {
        ResourceId subnet = world.document().network().subnetId(role).orElseThrow();
        Optional<JsonNode> observed = world.find(subnet);
        if (observed.isEmpty()
                || draft.stepOn(subnet).isPresent()
                || draft.found().contains(subnet)) {
            return;
        }
        if (reachesStorage(observed.get())) {
            draft.found(subnet);
        } else {
            Step step = step(subnet, lastSubnetStep(draft));
            draft.want(new Wanted(step, Network.subnetField(role), List.of(subnet), List.of()));
        }
    }

    private static boolean reachesStorage(JsonNode subnet) {
        JsonNode endpoints = subnet.path("properties").path("serviceEndpoints");
        return StreamSupport.stream(endpoints.spliterator(), false)
                .map(endpoint -> endpoint.path("service").asText())
                .anyMatch(service -> service.equalsIgnoreCase(STORAGE_ENDPOINT)
                        || service.equalsIgnoreCase(GLOBAL_STORAGE_ENDPOINT));
    }

    /** Azure takes one write at a time on a virtual network and its subnets, so a second step waits for the first. */
    private static List<String> lastSubnetStep(Draft draft) {
        return draft.steps().stream()
                .filter(step -> step.kind() == ResourceKind.SUBNET)
                .map(Step::id)
                .reduce((earlier, later) -> later)
                .map(List::of)
                .orElse(List.of());
    }

    private static Step step(ResourceId subnet, List<String> dependsOn) {
        JsonNode endpoint = JsonNodeFactory.instance.objectNode().put("service", STORAGE_ENDPOINT);
        return new Step(
                "subnet/" + subnet.parent().name() + "/" + subnet.name(),
                ResourceKind.SUBNET,
                Step.Action.UPDATE,
                subnet,
                "Give subnet " + subnet.name() + " a service endpoint to Azure Storage",
                List.of(Delta.element("/properties/serviceEndpoints", "service", null, endpoint)),
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofSeconds(10),
                "Connections that are open from the subnet to Azure Storage are cut once.",
                List.of());
    }
}
