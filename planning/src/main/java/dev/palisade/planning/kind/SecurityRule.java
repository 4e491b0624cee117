package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * A rule of a network security group, as far as it decides who gets in and what gets out.
 *
 * @param priority the smaller number is asked first, and the first rule that fits decides
 * @param everySource false for one that looks at the ports that a packet comes from
 * @param ports ranges such as {@code 80}, {@code 8000-8080} or {@code *}
 */
record SecurityRule(
        String name,
        int priority,
        boolean inbound,
        boolean allows,
        String protocol,
        boolean everySource,
        List<String> sources,
        List<String> destinations,
        List<String> ports) {
    static SecurityRule of(JsonNode rule) {
        JsonNode properties = rule.path("properties");
        return new SecurityRule(
                rule.path("name").asText(),
                properties.path("priority").asInt(),
                properties.path("direction").asText().equalsIgnoreCase("Inbound"),
                properties.path("access").asText().equalsIgnoreCase("Allow"),
                properties.path("protocol").asText(),
                all(properties, "sourcePortRange").stream().allMatch("*"::equals),
                addresses(properties, "source"),
                addresses(properties, "destination"),
                all(properties, "destinationPortRange"));
    }

    /** ARM has each in the singular, in the plural, or as groups of network interfaces, whose members nobody tells. */
    private static List<String> addresses(JsonNode properties, String end) {
        List<String> addresses = new ArrayList<>(all(properties, end + "AddressPrefix", end + "AddressPrefixes"));
        properties
                .path(end + "ApplicationSecurityGroups")
                .forEach(group -> addresses.add(group.path("id").asText()));
        return addresses;
    }

    private static List<String> all(JsonNode properties, String singular) {
        return all(properties, singular, singular + "s");
    }

    private static List<String> all(JsonNode properties, String singular, String plural) {
        List<String> values = new ArrayList<>();
        if (!properties.path(singular).asText("").isEmpty()) {
            values.add(properties.path(singular).asText());
        }
        properties.path(plural).forEach(value -> values.add(value.asText()));
        return values;
    }

    /** True if every packet that the other one is about is also this one's. */
    boolean covers(SecurityRule other) {
        return inbound == other.inbound
                && everySource
                && coversProtocol(other)
                && PrefixCover.covers(sources, other.sources)
                && PrefixCover.covers(destinations, other.destinations)
                && other.ports.stream().allMatch(inner -> ports.stream().anyMatch(outer -> portsCover(outer, inner)));
    }

    /** True if some packet may be both's. */
    boolean meets(SecurityRule other) {
        return inbound == other.inbound
                && (coversProtocol(other) || other.coversProtocol(this))
                && PrefixCover.meet(sources, other.sources)
                && PrefixCover.meet(destinations, other.destinations)
                && ports.stream().anyMatch(one -> other.ports.stream().anyMatch(two -> portsMeet(one, two)));
    }

    /** The end that is not the subnet's. */
    List<String> remote() {
        return inbound ? sources : destinations;
    }

    /** The same with another end there. */
    SecurityRule withRemote(List<String> other) {
        return new SecurityRule(
                name,
                priority,
                inbound,
                allows,
                protocol,
                everySource,
                inbound ? other : sources,
                inbound ? destinations : other,
                ports);
    }

    /** The same for other destinations. */
    SecurityRule to(List<String> other) {
        return new SecurityRule(name, priority, inbound, allows, protocol, everySource, sources, other, ports);
    }

    private boolean coversProtocol(SecurityRule other) {
        return protocol.equals("*") || protocol.equalsIgnoreCase(other.protocol);
    }

    private static boolean portsCover(String outer, String inner) {
        return first(outer) <= first(inner) && last(inner) <= last(outer);
    }

    private static boolean portsMeet(String one, String other) {
        return first(one) <= last(other) && first(other) <= last(one);
    }

    private static int first(String range) {
        return range.equals("*") ? 0 : Integer.parseInt(range.split("-", 2)[0].strip());
    }

    private static int last(String range) {
        String[] ends = range.split("-", 2);
        return range.equals("*") ? 65535 : Integer.parseInt(ends[ends.length - 1].strip());
    }
}
