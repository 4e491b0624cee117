package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * TCP between a subnet and one of Azure's services.
 *
 * @param inbound whether the service begins it
 * @param tag of the service, with its region where it has one
 * @param addresses behind the tag, IPv4
 * @param subnet its prefix
 */
record Passage(boolean inbound, String tag, List<Cidr> addresses, Cidr subnet, int port) {
    /** What contains every service's public addresses. */
    private static final Set<String> EVERYWHERE = Set.of("*", "internet", "azurecloud", "0.0.0.0/0");

    private static final String CLOUD = "azurecloud.";

    /** Microsoft's page "Virtual network service tags": the regions that AzureCloud's tags alone have other words for. */
    private static final Map<String, String> REGIONS_OF_CLOUD = Map.of(
            "brazilse", "brazilsoutheast",
            "centralfrance", "francecentral",
            "southfrance", "francesouth",
            "germanyn", "germanynorth",
            "germanywc", "germanywestcentral",
            "norwaye", "norwayeast",
            "norwayw", "norwaywest",
            "switzerlandn", "switzerlandnorth",
            "switzerlandw", "switzerlandwest");

    /** In a network security group the rule with the lowest priority that fits decides. */
    boolean passes(ResourceId group, World world) {
        return Stream.concat(
                        world.children(group, "Microsoft.Network/networkSecurityGroups/securityRules").stream()
                                .map(rule -> rule.path("properties")),
                        NetworkSecurityGroups.defaults().stream())
                .filter(this::isFor)
                .min(Comparator.comparingInt(rule -> rule.path("priority").asInt()))
                .filter(rule -> rule.path("access").asText().equalsIgnoreCase("Allow"))
                .isPresent();
    }

    private boolean isFor(JsonNode rule) {
        String service = inbound ? "source" : "destination";
        String here = inbound ? "destination" : "source";
        return rule.path("direction").asText().equalsIgnoreCase(inbound ? "Inbound" : "Outbound")
                && Set.of("*", "tcp").contains(rule.path("protocol").asText().toLowerCase(Locale.ROOT))
                && all(rule, service, "AddressPrefix", "es").anyMatch(this::isService)
                && all(rule, here, "AddressPrefix", "es").anyMatch(this::isHere)
                && all(rule, "destination", "PortRange", "s").anyMatch(this::isPort);
    }

    private static Stream<String> all(JsonNode rule, String end, String what, String plural) {
        return Stream.concat(
                        Stream.of(rule.path(end + what)),
                        StreamSupport.stream(rule.path(end + what + plural).spliterator(), false))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText);
    }

    private boolean isService(String prefix) {
        String word = prefix.toLowerCase(Locale.ROOT);
        return EVERYWHERE.contains(word)
                || isTag(word)
                || isCloudOfRegion(word)
                || range(prefix)
                        .filter(range ->
                                !addresses.isEmpty() && addresses.stream().allMatch(range::contains))
                        .isPresent();
    }

    /** A tag has those of its regions in it. */
    private boolean isTag(String prefix) {
        String word = tag.toLowerCase(Locale.ROOT);
        return word.equals(prefix) || word.startsWith(prefix + ".");
    }

    /** AzureCloud's tag of a region has what every service has there. */
    private boolean isCloudOfRegion(String prefix) {
        String region = prefix.startsWith(CLOUD) ? prefix.substring(CLOUD.length()) : "";
        return !region.isEmpty()
                && tag.toLowerCase(Locale.ROOT).endsWith("." + REGIONS_OF_CLOUD.getOrDefault(region, region));
    }

    private boolean isHere(String prefix) {
        return prefix.equals("*")
                || prefix.equalsIgnoreCase("VirtualNetwork")
                || range(prefix).filter(range -> range.contains(subnet)).isPresent();
    }

    private boolean isPort(String range) {
        String[] ends = range.split("-", 2);
        return range.equals("*")
                || (Integer.parseInt(ends[0]) <= port && port <= Integer.parseInt(ends[ends.length - 1]));
    }

    private static Optional<Cidr> range(String prefix) {
        IPAddress address = new IPAddressString(prefix).getAddress();
        return address == null || prefix.equals("*") || !address.isIPv4()
                ? Optional.empty()
                : Optional.of(Cidr.stored(prefix));
    }

    /**
     * The next hop types by which a route table sends what is for the service: for each of its addresses that of the longest prefix, a route for
     * the tag having just those prefixes. What no route is for goes to the Internet.
     */
    Stream<String> hops(ResourceId table, World world) {
        List<JsonNode> routes = world.children(table, "Microsoft.Network/routeTables/routes").stream()
                .map(route -> route.path("properties"))
                .toList();
        return addresses.stream()
                .map(address -> routes.stream()
                        .filter(route -> length(route, address) >= 0)
                        .max(Comparator.comparingInt(route -> length(route, address)))
                        .map(route -> route.path("nextHopType").asText())
                        .orElse("Internet"));
    }

    /** Twice the length of the prefix, so that the same one in figures goes before a tag; negative if it is not for the address. */
    private int length(JsonNode route, Cidr address) {
        String prefix = route.path("addressPrefix").asText();
        if (isTag(prefix.toLowerCase(Locale.ROOT))) {
            return 2 * address.prefixLength() - 1;
        }
        return range(prefix)
                .filter(range -> range.contains(address))
                .map(range -> 2 * range.prefixLength())
                .orElse(-1);
    }
}
