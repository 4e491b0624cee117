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
import java.util.stream.Stream;

/**
 * What the used subnets must let in, written among the customer's own rules in the security groups that they have or get (seeds: "required
 * ports", "use Azure Kubernetes Service"). A subnet without a group needs none, and none is made.
 */
public final class NetworkSecurityGroupKind implements Kind {
    @Override
    public void plan(World world, Draft draft) {
        Map<ResourceId, SecurityGroupRules> groups = new LinkedHashMap<>();
        for (Used subnet : UsedSubnets.all(world)) {
            List<NeededRule> needed = needed(subnet, world);
            String field = Network.subnetField(subnet.role());
            // A group that is not there is told with the document's word for it.
            subnet.securityGroup(world)
                    .filter(id -> !needed.isEmpty())
                    .ifPresent(id -> world.find(id)
                            .map(body -> groups.computeIfAbsent(
                                    id, first -> new SecurityGroupRules(first, body, field, draft)))
                            .ifPresent(group -> needed.forEach(rule -> group.need(rule, field))));
        }
        groups.values().forEach(group -> settle(group, draft));
    }

    /** A group that others are changing is waited for, as a subnet is, when its turn comes. */
    private static void settle(SecurityGroupRules group, Draft draft) {
        if (group.deltas().isEmpty()) {
            draft.found(group.id());
        } else {
            Step step = step(group.id(), group.deltas());
            draft.want(new Wanted(step, group.field(), List.of(group.id()), List.of()));
        }
    }

    private static List<NeededRule> needed(Used subnet, World world) {
        EnvironmentDocument document = world.document();
        return Stream.of(
                        ifAmong(UsedSubnets.nodes(world), subnet, Traffic.ofNodes(document)),
                        ifAmong(UsedSubnets.training(world), subnet, Traffic.ofShells(document)),
                        ofMachines(subnet, world),
                        ifAmong(UsedSubnets.clusters(world), subnet, Traffic.ofClusters(document)))
                .flatMap(traffic -> traffic)
                .map(traffic -> NeededRule.of(traffic, subnet))
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

    private static Step step(ResourceId id, List<Delta> deltas) {
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
                "",
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
