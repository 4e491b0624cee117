package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether Azure Machine Learning gets through the security groups to a machine's SSH server. Azure asks first the group of the subnet, then that
 * of the network interface; in each the rule with the lowest priority that fits decides.
 */
final class InboundSsh {
    /** What contains the addresses that Azure Machine Learning comes from. */
    private static final Set<String> SOURCES =
            Set.of("*", "internet", "azurecloud", "azuremachinelearning", "0.0.0.0/0");

    private final int port;
    private final World world;

    InboundSsh(int port, World world) {
        this.port = port;
        this.world = world;
    }

    /** One address of a machine, and the groups that are asked before it is reached. */
    private record Way(String address, List<ResourceId> groups) {}

    boolean reaches(JsonNode machine) {
        return ways(machine).stream().allMatch(way -> way.groups().stream().allMatch(group -> passes(group, way)));
    }

    private List<Way> ways(JsonNode machine) {
        List<Way> ways = new ArrayList<>();
        for (ResourceId id : VirtualMachines.interfaces(machine)) {
            world.find(id).ifPresent(networkInterface -> addWays(networkInterface, ways));
        }
        for (JsonNode role : machine.at("/properties/computeProfile/roles")) {
            String subnet = role.at("/virtualNetworkProfile/subnet").asText();
            ways.add(new Way("", groupOfSubnet(subnet).toList()));
        }
        return ways;
    }

    private void addWays(ObjectNode networkInterface, List<Way> ways) {
        for (JsonNode configuration : networkInterface.at("/properties/ipConfigurations")) {
            String subnet = configuration.at("/properties/subnet/id").asText();
            Stream<ResourceId> own = group(networkInterface);
            ways.add(new Way(
                    configuration.at("/properties/privateIPAddress").asText(),
                    Stream.concat(groupOfSubnet(subnet), own).toList()));
        }
    }

    private Stream<ResourceId> groupOfSubnet(String subnet) {
        return ResourceId.parse(subnet).flatMap(world::find).stream().flatMap(InboundSsh::group);
    }

    private static Stream<ResourceId> group(JsonNode resource) {
        return ResourceId.parse(
                resource.at("/properties/networkSecurityGroup/id").asText())
                .stream();
    }

    private boolean passes(ResourceId group, Way way) {
        return world.children(group, "Microsoft.Network/networkSecurityGroups/securityRules").stream()
                .map(rule -> rule.path("properties"))
                .filter(rule -> rule.path("direction").asText().equalsIgnoreCase("Inbound"))
                .filter(rule -> Set.of("*", "tcp")
                        .contains(rule.path("protocol").asText().toLowerCase(Locale.ROOT)))
                .filter(rule -> all(rule, "sourceAddressPrefix", "sourceAddressPrefixes")
                        .anyMatch(InboundSsh::isSource))
                .filter(rule -> all(rule, "destinationAddressPrefix", "destinationAddressPrefixes")
                        .anyMatch(prefix -> isDestination(prefix, way.address())))
                .filter(rule -> all(rule, "destinationPortRange", "destinationPortRanges")
                        .anyMatch(this::isPort))
                .min(Comparator.comparingInt(rule -> rule.path("priority").asInt()))
                .filter(rule -> rule.path("access").asText().equalsIgnoreCase("Allow"))
                .isPresent();
    }

    private static Stream<String> all(JsonNode rule, String single, String plural) {
        return Stream.concat(
                        Stream.of(rule.path(single)),
                        StreamSupport.stream(rule.path(plural).spliterator(), false))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private static boolean isSource(String prefix) {
        return SOURCES.contains(prefix.toLowerCase(Locale.ROOT));
    }

    private static boolean isDestination(String prefix, String address) {
        if (prefix.equals("*") || prefix.equalsIgnoreCase("VirtualNetwork")) {
            return true;
        }
        IPAddress range = new IPAddressString(prefix).getAddress();
        IPAddress own = new IPAddressString(address).getAddress();
        return range != null && (address.isEmpty() || (own != null && range.contains(own)));
    }

    private boolean isPort(String range) {
        String[] ends = range.split("-", 2);
        return range.equals("*")
                || (Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]));
    }
}
