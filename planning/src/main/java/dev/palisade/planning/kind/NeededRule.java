package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Sha256;
import java.util.List;
import java.util.stream.Stream;

/**
 * An inbound rule that a subnet needs in the security group that it has.
 *
 * @param ranges of the subnet
 */
record NeededRule(String name, Traffic traffic, List<String> ranges) {
    /** What ARM takes for the name of a rule. */
    private static final int LONGEST_NAME = 80;

    private static final int DIGITS = 8;

    static NeededRule of(Traffic traffic, Used subnet) {
        List<String> ranges = VirtualNetwork.ranges(subnet.body()).stream()
                .map(Ipv4Block::toString)
                .toList();
        return new NeededRule(
                named(
                        traffic.name(),
                        subnet.id().parent().name() + "-" + subnet.id().name()),
                traffic,
                ranges);
    }

    /** The name says all of the content but the priority, so that two environments that need the same need one rule. */
    private static String named(String traffic, String subnet) {
        String name = "palisade-" + traffic + "-to-" + subnet;
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-"
                        + Sha256.of(name).substring(0, DIGITS);
    }

    /** As the group holds it. */
    SecurityRule asSent() {
        return rule(traffic.toAnyAddress() ? List.of("*") : ranges);
    }

    /** As the packets are that must come through: whatever they are addressed to, they are meant for the subnet. */
    SecurityRule asReceived() {
        return rule(ranges);
    }

    private SecurityRule rule(List<String> destinations) {
        return new SecurityRule(
                name,
                0,
                true,
                true,
                traffic.protocol(),
                true,
                List.of(traffic.source()),
                destinations,
                traffic.ports());
    }

    /** The rule as an element of {@code securityRules}: Microsoft.Network, NetworkSecurityGroups_CreateOrUpdate, API version 2025-03-01. */
    ObjectNode body(int priority) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode properties = body.putObject("properties")
                .put("description", traffic.description())
                .put("protocol", traffic.protocol())
                .put("sourcePortRange", "*")
                .put("sourceAddressPrefix", traffic.source());
        put(properties, "destinationAddressPrefix", "destinationAddressPrefixes", asSent().destinations().stream());
        put(properties, "destinationPortRange", "destinationPortRanges", traffic.ports().stream());
        properties.put("access", "Allow").put("priority", priority).put("direction", "Inbound");
        return body;
    }

    /** ARM gives a single value back in the singular. */
    private static void put(ObjectNode properties, String singular, String plural, Stream<String> values) {
        List<String> all = values.toList();
        if (all.size() == 1) {
            properties.put(singular, all.get(0));
        } else {
            all.forEach(properties.putArray(plural)::add);
        }
    }
}
