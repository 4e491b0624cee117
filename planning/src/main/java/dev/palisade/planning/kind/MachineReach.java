package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.MachineNetwork.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether Azure Machine Learning reaches a machine's SSH server through the security groups that the plan adds no rule to: that of its network
 * interface, and that of a subnet in which nothing else of the environment runs.
 */
final class MachineReach {
    private final MachineAttachment machine;
    private final World world;
    private final Draft draft;

    MachineReach(MachineAttachment machine, World world, Draft draft) {
        this.machine = machine;
        this.world = world;
        this.draft = draft;
    }

    void check() {
        List<ResourceId> written = UsedSubnets.all(world).stream()
                .filter(used -> MachineNetwork.subnets(machine, world).anyMatch(used.id()::equals))
                .flatMap(used -> used.securityGroup(world).stream())
                .toList();
        for (Place place : MachineNetwork.of(machine, world)) {
            Stream.concat(place.ownGroup().stream(), groupOf(place.subnet()).stream())
                    .filter(group -> !written.contains(group))
                    .forEach(group -> check(group, place));
        }
    }

    private Optional<ResourceId> groupOf(ResourceId subnet) {
        return world.find(subnet).flatMap(body -> UsedSubnets.associated(body, "networkSecurityGroup"));
    }

    private void check(ResourceId group, Place place) {
        world.find(group)
                .flatMap(body -> obstacle(body, wanted(place)))
                .ifPresent(obstacle -> draft.refuse(
                        FindingCode.SSH_BLOCKED,
                        machine.attachField("resource_id"),
                        WhoseMove.ADMINISTRATOR,
                        Map.of(
                                "machine", machine.machine().name(),
                                "group", group.name(),
                                "port", String.valueOf(machine.sshPort()),
                                "obstacle", obstacle)));
    }

    private SecurityRule wanted(Place place) {
        List<String> addresses = place.addresses().isEmpty() ? ranges(place.subnet()) : place.addresses();
        return new SecurityRule(
                "",
                0,
                true,
                true,
                "Tcp",
                true,
                List.of(Traffic.MACHINE_LEARNING),
                addresses,
                List.of(String.valueOf(machine.sshPort())));
    }

    private List<String> ranges(ResourceId subnet) {
        return world.find(subnet).stream()
                .flatMap(body -> VirtualNetwork.ranges(body).stream())
                .map(Ipv4Block::toString)
                .toList();
    }

    /** What comes first of the rules that decide; what no rule lets in, Azure's own last rule denies. */
    private static Optional<String> obstacle(JsonNode group, SecurityRule wanted) {
        Optional<SecurityRule> first = rules(group)
                .filter(rule -> rule.allows() ? rule.covers(wanted) : rule.meets(wanted))
                .min(Comparator.comparingInt(SecurityRule::priority));
        return first.isEmpty()
                ? Optional.of("no rule lets it in")
                : first.filter(rule -> !rule.allows()).map(rule -> "rule " + rule.name() + " denies it");
    }

    private static Stream<SecurityRule> rules(JsonNode group) {
        return StreamSupport.stream(group.at("/properties/securityRules").spliterator(), false)
                .map(SecurityRule::of);
    }
}
