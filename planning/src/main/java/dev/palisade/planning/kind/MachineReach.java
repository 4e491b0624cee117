package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.MachineNetwork.Place;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
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

    /** @param sure false where a rule decides of which nobody can say from here whom it is for */
    private record Obstacle(String words, boolean sure) {}

    private void check(ResourceId group, Place place) {
        world.find(group)
                .flatMap(body -> obstacle(rules(body, place).toList(), wanted(place)))
                .ifPresent(obstacle -> draft.add(List.of(new Finding(
                        FindingCode.SSH_BLOCKED,
                        obstacle.sure() ? Severity.REFUSES : Severity.WARNS,
                        machine.attachField("resource_id"),
                        WhoseMove.ADMINISTRATOR,
                        Map.of(
                                "machine", machine.machine().name(),
                                "group", group.name(),
                                "port", String.valueOf(machine.sshPort()),
                                "obstacle", obstacle.words())))));
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
    private static Optional<Obstacle> obstacle(List<SecurityRule> rules, SecurityRule wanted) {
        Optional<SecurityRule> first = rules.stream()
                .filter(rule -> rule.allows() ? rule.covers(wanted) : rule.meets(wanted))
                .min(Comparator.comparingInt(SecurityRule::priority));
        if (first.filter(SecurityRule::allows).isPresent()) {
            return Optional.empty();
        }
        int last = first.map(SecurityRule::priority).orElse(Integer.MAX_VALUE);
        return rules.stream()
                .filter(rule -> rule.priority() < last && mayLetIn(rule, wanted))
                .min(Comparator.comparingInt(SecurityRule::priority))
                .map(rule -> new Obstacle(
                        "rule " + rule.name()
                                + " lets in only some addresses, and whether they are the right ones is not known here",
                        false))
                .or(() -> first.map(rule -> new Obstacle("rule " + rule.name() + " denies it", true)))
                .or(() -> Optional.of(new Obstacle("no rule lets it in", true)));
    }

    /** True for a rule that allows some addresses to come in, or to be reached, which may be just those that matter. */
    private static boolean mayLetIn(SecurityRule rule, SecurityRule wanted) {
        return rule.allows()
                && rule.sources().stream().anyMatch(source -> maySpeakFor(source, wanted))
                && PrefixCover.meet(rule.destinations(), wanted.destinations())
                && rule.withRemote(wanted.sources()).to(wanted.destinations()).covers(wanted);
    }

    private static boolean maySpeakFor(String source, SecurityRule wanted) {
        return PrefixCover.meet(List.of(source), wanted.sources())
                || source.toLowerCase(Locale.ROOT).startsWith("azurecloud.")
                || Ipv4Block.parse(source).filter(Ipv4Block::isPublic).isPresent();
    }

    /** A rule for an application security group that the interface is in, is for all of its addresses. */
    private static Stream<SecurityRule> rules(JsonNode group, Place place) {
        List<String> member =
                place.applicationGroups().stream().map(ResourceId::key).toList();
        return StreamSupport.stream(group.at("/properties/securityRules").spliterator(), false)
                .map(SecurityRule::of)
                .map(rule -> rule.destinations().stream()
                                .anyMatch(destination -> member.contains(destination.toLowerCase(Locale.ROOT)))
                        ? rule.to(List.of("*"))
                        : rule);
    }
}
