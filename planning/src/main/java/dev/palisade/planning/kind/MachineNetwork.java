package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.MachineAttachment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Where a machine is in the network: the subnets that its network interfaces, or an HDInsight cluster's roles, stand in. */
final class MachineNetwork {
    private MachineNetwork() {}

    /**
     * One network interface, or one role of a cluster, whose interfaces are Azure's.
     *
     * @param ownGroup the security group of the interface itself
     * @param addresses private ones, as far as Azure tells
     * @param applicationGroups IDs of the application security groups that the interface is a member of
     */
    record Place(
            ResourceId subnet,
            Optional<ResourceId> ownGroup,
            List<String> addresses,
            Set<ResourceId> applicationGroups) {}

    /** None for a machine that is not there, or in no virtual network. */
    static List<Place> of(MachineAttachment machine, World world) {
        return world.find(machine.machine()).stream()
                .flatMap(body -> switch (machine.type()) {
                    case VIRTUAL_MACHINE -> interfaces(body, world);
                    case HDINSIGHT -> roles(body);
                })
                .toList();
    }

    /** The subnets that a machine is in, each once. */
    static Stream<ResourceId> subnets(MachineAttachment machine, World world) {
        return of(machine, world).stream().map(Place::subnet).distinct();
    }

    private static Stream<Place> interfaces(JsonNode machine, World world) {
        return elements(machine.at("/properties/networkProfile/networkInterfaces"))
                .flatMap(reference -> id(reference).stream())
                .flatMap(id -> world.find(id).stream())
                .flatMap(MachineNetwork::places);
    }

    private static Stream<Place> places(JsonNode networkInterface) {
        Optional<ResourceId> ownGroup = id(networkInterface.at("/properties/networkSecurityGroup"));
        List<String> addresses = new ArrayList<>();
        Set<ResourceId> subnets = new LinkedHashSet<>();
        Set<ResourceId> groups = new LinkedHashSet<>();
        networkInterface.at("/properties/ipConfigurations").forEach(configuration -> {
            id(configuration.at("/properties/subnet")).ifPresent(subnets::add);
            elements(configuration.at("/properties/applicationSecurityGroups"))
                    .flatMap(group -> id(group).stream())
                    .forEach(groups::add);
            String address = configuration.at("/properties/privateIPAddress").asText();
            if (!address.isEmpty()) {
                addresses.add(address);
            }
        });
        return subnets.stream().map(subnet -> new Place(subnet, ownGroup, List.copyOf(addresses), groups));
    }

    private static Stream<Place> roles(JsonNode cluster) {
        return elements(cluster.at("/properties/computeProfile/roles"))
                .flatMap(role -> ResourceId.parse(
                        role.at("/virtualNetworkProfile/subnet").asText())
                        .stream())
                .distinct()
                .map(subnet -> new Place(subnet, Optional.empty(), List.of(), Set.of()));
    }

    private static Optional<ResourceId> id(JsonNode reference) {
        return ResourceId.parse(reference.path("id").asText());
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }
}
