package dev.palisade.planning.kind;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What leaves a training subnet where the document restricts it (seeds: "limit outbound connectivity"): what Azure Machine Learning needs is let
 * through, the rest of the Internet denied. Not where AKS runs (seeds, "use Azure Kubernetes Service": "keep the default outbound rules").
 */
final class OutboundRules {
    static final String FIELD = Network.FIELD + "/outbound";

    private OutboundRules() {}

    /** The denial first, so that all else finds its place before it. */
    static List<NeededRule> of(Used subnet, World world, Draft draft) {
        if (!subnet.isRestricted(world)) {
            return List.of();
        }
        if (subnet.securityGroup(world).isEmpty()) {
            draft.refuse(
                    FindingCode.SECURITY_GROUP_NEEDED,
                    FIELD,
                    WhoseMove.YOURS,
                    Map.of("subnet", subnet.id().name()));
            return List.of();
        }
        return Stream.concat(Stream.of(NeededRule.denyingTheInternet(subnet)), allowing(subnet, world, draft).stream())
                .toList();
    }

    private static List<NeededRule> allowing(Used subnet, World world, Draft draft) {
        List<OutboundTraffic> needed = OutboundTraffic.of(world.document());
        Optional<ServiceTagList> tags = ServiceTagList.of(world);
        needed.stream()
                .filter(traffic -> tags.flatMap(traffic::destination).isEmpty())
                .forEach(traffic -> VirtualNetwork.of(world)
                        .ifPresent(network -> draft.refuse(
                                FindingCode.SERVICE_TAG_MISSING,
                                FIELD,
                                WhoseMove.OPERATOR,
                                Map.of(
                                        "tag",
                                        traffic.tag(),
                                        "region",
                                        network.location().toString()))));
        return needed.stream()
                .flatMap(traffic -> tags
                        .flatMap(traffic::destination)
                        .map(destination -> NeededRule.out(traffic, destination, subnet))
                        .stream())
                .toList();
    }

    /** Refuses to restrict where AKS runs, and to run AKS where it is restricted. */
    static void check(World world, Draft draft) {
        List<ResourceId> own = UsedSubnets.clusters(world).toList();
        refuse(
                FIELD,
                subnet -> subnet.isRestricted(world)
                        && (own.contains(subnet.id()) || hostsNeighboursCluster(subnet.id(), world)),
                world,
                draft);
        refuse(
                Network.FIELD + "/subnets",
                subnet -> own.contains(subnet.id()) && !subnet.isRestricted(world) && staysRestricted(subnet, world),
                world,
                draft);
    }

    private static void refuse(String field, Predicate<Used> forbidden, World world, Draft draft) {
        String subnets = UsedSubnets.all(world).stream()
                .filter(forbidden)
                .map(subnet -> subnet.id().name())
                .collect(Collectors.joining(", "));
        if (!subnets.isEmpty()) {
            draft.refuse(
                    FindingCode.RESTRICTED_OUTBOUND_ON_CLUSTER_SUBNET,
                    field,
                    WhoseMove.YOURS,
                    Map.of("subnets", subnets));
        }
    }

    private static boolean hostsNeighboursCluster(ResourceId subnet, World world) {
        return world.neighbours(subnet).others().stream()
                .flatMap(neighbour -> neighbour.claims().addresses().stream())
                .anyMatch(room ->
                        room.subnet().equals(subnet) && room.user().isOfType(ResourceKind.MANAGED_CLUSTER.armType()));
    }

    /** A neighbour has restricted it, or an earlier document of ours that nothing takes back. */
    private static boolean staysRestricted(Used subnet, World world) {
        String denial = NeededRule.nameOfDenial(subnet.id());
        return subnet.securityGroup(world)
                .filter(group -> world.find(group)
                        .filter(body -> SecurityGroupRules.has(denial, body)
                                && !SecurityGroupRules.isLeaving(denial, group, body, world))
                        .isPresent())
                .isPresent();
    }
}
