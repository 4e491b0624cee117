package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.document.Compute;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.document.SubnetRole;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Which of the document's subnets are used, and for what. */
final class UsedSubnets {
    static final String ROUTE_TABLE = "routeTable";

    private UsedSubnets() {}

    /**
     * A subnet that is there and that something runs in.
     *
     * @param role the first that it plays
     */
    record Used(SubnetRole role, ResourceId id, JsonNode body) {
        /** The security group that it has and keeps, or else is to get. */
        Optional<ResourceId> securityGroup(World world) {
            Optional<ResourceId> asked = world.document().network().securityGroup();
            return associated("networkSecurityGroup")
                    .filter(present ->
                            asked.isPresent() || !Owned.isPruned(id, "/properties/networkSecurityGroup", body, world))
                    .or(() -> asked);
        }

        /** The route table that it has, or else is to get: the document's, or where forced tunnelling asks for one, ours. */
        Optional<ResourceId> routeTable(World world) {
            return associated(ROUTE_TABLE)
                    .or(() -> world.document().network().routeTable())
                    .or(() -> isTunnelled(world) ? Optional.of(RouteTableKind.ours(id, world)) : Optional.empty());
        }

        /** What its traffic is held to. */
        Stream<ResourceId> rules(World world) {
            return Stream.concat(securityGroup(world).stream(), routeTable(world).stream());
        }

        /** True if nodes run in it, or may, whose traffic is sent elsewhere than to the Internet. */
        boolean isTunnelled(World world) {
            return world.document().network().forcedTunnelling()
                    && training(world).anyMatch(id::equals);
        }

        /** True if nodes run in it, or may, that are to reach no more of the Internet than they need. */
        boolean isRestricted(World world) {
            return world.document().network().outboundRestricted()
                    && training(world).anyMatch(id::equals);
        }

        /** What the subnet has of its own: {@code networkSecurityGroup}, {@code routeTable}. */
        Optional<ResourceId> associated(String property) {
            return UsedSubnets.associated(body, property);
        }
    }

    static Optional<ResourceId> associated(JsonNode subnet, String property) {
        return ResourceId.parse(
                subnet.path("properties").path(property).path("id").asText());
    }

    /** Each once, even if it plays both roles; missing ones are left out. */
    static List<Used> all(World world) {
        Map<ResourceId, Used> used = new LinkedHashMap<>();
        Network network = world.document().network();
        for (SubnetRole role : world.document().usedRoles()) {
            ResourceId id = network.subnetId(role).orElseThrow();
            world.find(id).ifPresent(body -> used.putIfAbsent(id, new Used(role, id, body)));
        }
        return List.copyOf(used.values());
    }

    /** A subnet with the security group and the route table that it has or is to get: what must be done before anything is created in it. */
    static Stream<ResourceId> withItsRules(ResourceId subnet, World world) {
        return Stream.concat(
                all(world).stream().filter(used -> used.id().equals(subnet)).flatMap(used -> used.rules(world)),
                Stream.of(subnet));
    }

    /** The subnets that experiments run in. */
    static Stream<ResourceId> training(World world) {
        return of(world.document().trainingRoles().stream(), world);
    }

    /** The subnets that nodes of training clusters run in. */
    static Stream<ResourceId> nodes(World world) {
        return of(world.document().amlComputes().map(compute -> compute.subnet()), world);
    }

    /** The subnets, also such as the document does not name, that its AKS clusters run in. */
    static Stream<ResourceId> clusters(World world) {
        return world.document().compute().stream()
                .flatMap(compute -> clusterSubnets(compute, world))
                .distinct();
    }

    private static Stream<ResourceId> clusterSubnets(Compute compute, World world) {
        if (compute instanceof ClusterCreation cluster) {
            return of(Stream.of(cluster.subnet()), world);
        }
        return compute instanceof ClusterAttachment attachment
                ? world.find(attachment.cluster()).stream().flatMap(UsedSubnets::poolSubnets)
                : Stream.empty();
    }

    private static Stream<ResourceId> poolSubnets(JsonNode cluster) {
        return StreamSupport.stream(cluster.at("/properties/agentPoolProfiles").spliterator(), false)
                .flatMap(pool -> ResourceId.parse(pool.path("vnetSubnetID").asText()).stream());
    }

    private static Stream<ResourceId> of(Stream<SubnetRole> roles, World world) {
        return roles.flatMap(role -> world.document().network().subnetId(role).stream())
                .distinct();
    }
}
