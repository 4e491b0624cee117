package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.document.KeyVaultAccess;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.document.SubnetRole;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The subnets: they must be there and have room. Whatever the document wants of one is one step: service endpoints, where a closed account or
 * vault is to be reached from it, and a security group and a route table, where it has none. Everything else on a subnet is the customer's.
 */
public final class SubnetKind implements Kind {
    private static final String STORAGE_ENDPOINT = "Microsoft.Storage";
    private static final String VAULT_ENDPOINT = "Microsoft.KeyVault";

    @Override
    public void plan(World world, Draft draft) {
        if (VirtualNetwork.of(world).isEmpty()) {
            String network = world.document().network().virtualNetwork().toString();
            draft.refuse(
                    FindingCode.VIRTUAL_NETWORK_MISSING,
                    Network.FIELD + "/virtual_network",
                    WhoseMove.YOURS,
                    Map.of("network", network));
            return;
        }
        world.document().network().subnets().keySet().stream()
                .sorted()
                .forEach(role -> refuseIfMissing(role, world, draft));
        SubnetCapacity.check(world, draft);
        OutboundRules.check(world, draft);
        SubnetAssociations associations = SubnetAssociations.of(world, draft);
        UsedSubnets.all(world).forEach(subnet -> plan(subnet, associations, world, draft));
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

    private static void plan(Used subnet, SubnetAssociations associations, World world, Draft draft) {
        List<Delta> wanted = Stream.concat(endpoints(subnet, world), associations.wanted(subnet))
                .toList();
        wanted.forEach(delta -> draft.claim(subnet.id(), delta));
        List<Delta> missing = NetworkAcls.missing(subnet.body(), wanted);
        List<Delta> written = missing.isEmpty() && isFailed(subnet)
                ? wanted.stream().map(Delta::again).toList()
                : missing;
        if (!written.isEmpty()) {
            Step step = step(subnet, written, new SubnetWords(missing), before(subnet, world, draft));
            draft.want(new Wanted(
                    step,
                    Network.subnetField(subnet.role()),
                    SubnetAssociations.writes(subnet.id(), missing),
                    List.of()));
        } else if (!wanted.isEmpty()) {
            draft.found(subnet.id());
        }
    }

    /** The service endpoints that it is to have, has it them or not. */
    static Stream<Delta> endpoints(Used subnet, World world) {
        boolean training = UsedSubnets.training(world).anyMatch(subnet.id()::equals);
        boolean storage = training && !world.document().closedStorage().isEmpty();
        boolean vault = training
                && world.document().keyVault().filter(KeyVaultAccess::closes).isPresent();
        return Stream.of(
                        storage ? Stream.of(STORAGE_ENDPOINT) : Stream.<String>empty(),
                        vault ? Stream.of(VAULT_ENDPOINT) : Stream.<String>empty())
                .flatMap(services -> services.map(service -> endpoint(subnet.body(), service)));
    }

    /** One that reaches the service in any region ({@code Microsoft.Storage.Global}) is as good; Azure allows only one of the two on a subnet. */
    private static Delta endpoint(JsonNode subnet, String service) {
        String present = StreamSupport.stream(
                        subnet.at("/properties/serviceEndpoints").spliterator(), false)
                .map(endpoint -> endpoint.path("service").asText())
                .filter(name -> name.equalsIgnoreCase(service + ".Global"))
                .findFirst()
                .orElse(service);
        JsonNode endpoint = JsonNodeFactory.instance.objectNode().put("service", present);
        return Delta.element("/properties/serviceEndpoints", "service", null, endpoint);
    }

    /** Azure takes one write at a time on a virtual network and its subnets; and a subnet waits for the rules and the routes that it is held to. */
    private static List<String> before(Used subnet, World world, Draft draft) {
        Optional<String> lastSubnet = draft.steps().stream()
                .filter(step -> step.kind() == ResourceKind.SUBNET)
                .map(Step::id)
                .reduce((earlier, later) -> later);
        return Stream.concat(subnet.rules(world).flatMap(rules -> draft.stepOn(rules).stream()), lastSubnet.stream())
                .toList();
    }

    /** Nobody may use a subnet whose last write has failed, whatever stands in it, until one succeeds. */
    private static boolean isFailed(Used subnet) {
        return World.provisioningState(subnet.body()).equalsIgnoreCase("Failed");
    }

    private static Step step(Used subnet, List<Delta> written, SubnetWords words, List<String> dependsOn) {
        return new Step(
                "subnet/" + subnet.id().parent().name() + "/" + subnet.id().name(),
                ResourceKind.SUBNET,
                Step.Action.UPDATE,
                subnet.id(),
                words.title(subnet.id().name()),
                written,
                dependsOn,
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofSeconds(10),
                words.impact(),
                List.of());
    }
}
