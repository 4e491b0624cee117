package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.Location;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The environment's virtual network as Azure describes it. */
record VirtualNetwork(Location location, List<Subnet> subnets) {

    /** @param ranges IPv4 only: the addresses that compute takes are IPv4 */
    record Subnet(String name, List<Ipv4Block> ranges) {}

    static Optional<VirtualNetwork> of(World world) {
        return world.find(world.document().network().virtualNetwork()).map(VirtualNetwork::of);
    }

    private static VirtualNetwork of(JsonNode body) {
        List<Subnet> subnets = new ArrayList<>();
        body.path("properties")
                .path("subnets")
                .forEach(subnet -> subnets.add(new Subnet(subnet.path("name").asText(), ranges(subnet))));
        return new VirtualNetwork(World.location(body), subnets);
    }

    /** A subnet's IPv4 ranges; a subnet has one, or in dual stack networks several prefixes. */
    static List<Ipv4Block> ranges(JsonNode subnet) {
        JsonNode properties = subnet.path("properties");
        List<String> prefixes = new ArrayList<>();
        properties.path("addressPrefixes").forEach(prefix -> prefixes.add(prefix.asText()));
        if (prefixes.isEmpty()) {
            prefixes.add(properties.path("addressPrefix").asText());
        }
        return prefixes.stream().flatMap(text -> Ipv4Block.parse(text).stream()).toList();
    }

    /** The subnets that share addresses with a range, as {@code default (10.1.0.0/24)}. */
    List<String> overlapping(Ipv4Block range) {
        return subnets.stream()
                .flatMap(subnet -> subnet.ranges().stream()
                        .filter(range::overlaps)
                        .map(overlapped -> subnet.name() + " (" + overlapped + ")"))
                .toList();
    }

    boolean hasSubnet(String name) {
        return subnets.stream().anyMatch(subnet -> subnet.name().equalsIgnoreCase(name));
    }

    Stream<String> subnetNames() {
        return subnets.stream().map(Subnet::name);
    }
}
