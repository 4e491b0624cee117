package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the used subnets must let in, and what the restricted ones let out, written among the customer's own rules in the security groups that
 * they have or get (seeds: "required ports", "limit outbound connectivity", "use Azure Kubernetes Service"). A subnet without a group needs none
 * where nothing is restricted, and none is made.
 */
public final class NetworkSecurityGroupKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        Map<ResourceId, SecurityGroupRules> groups = new LinkedHashMap<>();
        List<Used> subnets = UsedSubnets.all(world);
        for (Used subnet : subnets) {
            List<NeededRule> inbound = inbound(subnet, world);
            List<NeededRule> outbound = OutboundRules.of(subnet, world, draft);
            String field = Network.subnetField(subnet.role());
            // A group that is not there is told with the document's word for it.
            subnet.securityGroup(world)
                    .filter(id -> !inbound.isEmpty() || !outbound.isEmpty())
                    .ifPresent(id -> world.find(id)
                            .map(body -> groups.computeIfAbsent(
                                    id, first -> new SecurityGroupRules(first, body, field, draft)))
                            .ifPresent(group -> {
                                inbound.forEach(rule -> group.need(rule, field));
                                outbound.forEach(rule -> group.need(rule, OutboundRules.FIELD));
                            }));
        }
        groups.values().forEach(group -> settle(group, subnets, world, draft));
        subnets.forEach(subnet -> Reachability.check(
                subnet, subnet.securityGroup(world).flatMap(id -> Optional.ofNullable(groups.get(id))), world, draft));
    }

    /** A group that others are changing is waited for, as a subnet is, when its turn comes. */
    private static void settle(SecurityGroupRules group, List<Used> subnets, World world, Draft draft) {
        if (group.deltas().isEmpty()) {
            draft.found(group.id());
        } else {
            List<String> restricted = subnets.stream()
                    .filter(subnet -> subnet.isRestricted(world)
                            && subnet.securityGroup(world)
                                    .filter(group.id()::equals)
                                    .isPresent())
                    .map(subnet -> subnet.id().name())
                    .toList();
            Step step = step(group.id(), group.deltas(), restricted);
            draft.want(new Wanted(step, group.field(), List.of(group.id()), List.of()));
        }
    }

    private static List<NeededRule> inbound(Used subnet, World world) {
        EnvironmentDocument document = world.document();
        return Stream.of(
                        ifAmong(UsedSubnets.nodes(world), subnet, Traffic.ofNodes(document)),
                        ifAmong(UsedSubnets.training(world), subnet, Traffic.ofShells(document)),
                        ofMachines(subnet, world),
                        ifAmong(UsedSubnets.clusters(world), subnet, Traffic.ofClusters(document)))
                .flatMap(traffic -> traffic)
                .map(traffic -> NeededRule.in(traffic, subnet))
                .toList();
    }

    private static Stream<Traffic> ofMachines(Used subnet, World world) {
        return world.document()
                .machines()
                .filter(machine -> MachineNetwork.subnets(machine, world).anyMatch(subnet.id()::equals))
                .map(machine -> Traffic.ofMachine(machine.sshPort()))
                .distinct();
    }

    private static Stream<Traffic> ifAmong(Stream<ResourceId> subnets, Used subnet, Stream<Traffic> traffic) {
        return subnets.anyMatch(subnet.id()::equals) ? traffic : Stream.empty();
    }

    /**
     * Neutral although a denial tightens: what lets in stands and falls with it in one write, and a group whose write has failed must be written
     * once more. So the failure of the request that restricts takes the restriction back; later, only a step that says that it loosens.
     */
    private static Step step(ResourceId id, List<Delta> deltas, List<String> restricted) {
        boolean restricts =
                deltas.stream().anyMatch(delta -> !delta.changesNothing() && SecurityGroupRules.denies(delta));
        return new Step(
                "nsg/" + id.name(),
                ResourceKind.NETWORK_SECURITY_GROUP,
                Step.Action.UPDATE,
                id,
                title(id.name(), deltas),
                deltas,
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofSeconds(10),
                restricts
                        ? "Whatever runs in " + String.join(", ", restricted)
                                + " reaches nothing on the Internet any more but the services that Azure Machine Learning needs,"
                                + " and what the group lets through before."
                        : "",
                List.of());
    }

    private static String title(String group, List<Delta> deltas) {
        if (deltas.stream().allMatch(Delta::changesNothing)) {
            return "Write security group " + group + " again as it is, since its last write has failed";
        }
        String rules = deltas.size() == 1
                ? "rule "
                        + Objects.requireNonNull(deltas.get(0).after())
                                .path("name")
                                .asText()
                : deltas.size() + " rules";
        return "Add " + rules + " to security group " + group;
    }
}
