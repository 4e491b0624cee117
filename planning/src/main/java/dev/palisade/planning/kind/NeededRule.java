package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Sha256;
import java.util.List;

/**
 * A rule that a subnet needs in the security group that it has.
 *
 * @param asSent as the group holds it, whatever its priority will be
 * @param asMeant as the packets are that it is for: whatever they are addressed to, they come to the subnet or leave it
 */
record NeededRule(String name, String description, SecurityRule asSent, SecurityRule asMeant) {
    /** What ARM takes for the name of a rule. */
    private static final int LONGEST_NAME = 80;

    private static final int DIGITS = 8;
    private static final List<String> ALL = List.of("*");

    /** Lets traffic into a subnet. */
    static NeededRule in(Traffic traffic, Used subnet) {
        String name = named(traffic.name() + "-to-", subnet.id());
        List<String> sources = List.of(traffic.source());
        List<String> ranges = ranges(subnet);
        return new NeededRule(
                name,
                traffic.description(),
                allowing(
                        name,
                        true,
                        traffic.protocol(),
                        sources,
                        traffic.toAnyAddress() ? ALL : ranges,
                        traffic.ports()),
                allowing(name, true, traffic.protocol(), sources, ranges, traffic.ports()));
    }

    /** Lets traffic out of a subnet. */
    static NeededRule out(OutboundTraffic traffic, String destination, Used subnet) {
        String name = named(traffic.name() + "-from-", subnet.id());
        SecurityRule rule =
                allowing(name, false, traffic.protocol(), ranges(subnet), List.of(destination), traffic.ports());
        return new NeededRule(name, traffic.description(), rule, rule);
    }

    /** Keeps the subnet from everything that is neither in the virtual network nor let through before. */
    static NeededRule denyingTheInternet(Used subnet) {
        String name = nameOfDenial(subnet.id());
        SecurityRule rule =
                new SecurityRule(name, 0, false, false, "*", true, ranges(subnet), List.of("Internet"), ALL);
        return new NeededRule(
                name, "What runs here reaches no more of the Internet than what is let through.", rule, rule);
    }

    /** The same name says it in every environment. */
    static String nameOfDenial(ResourceId subnet) {
        return named("deny-internet-from-", subnet);
    }

    /** The name says all of the content but the priority, so that two environments that need the same need one rule. */
    private static String named(String traffic, ResourceId subnet) {
        String name = "palisade-" + traffic + subnet.parent().name() + "-" + subnet.name();
        return name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-"
                        + Sha256.of(name).substring(0, DIGITS);
    }

    static List<String> ranges(Used subnet) {
        return VirtualNetwork.ranges(subnet.body()).stream()
                .map(Ipv4Block::toString)
                .toList();
    }

    private static SecurityRule allowing(
            String name,
            boolean inbound,
            String protocol,
            List<String> sources,
            List<String> destinations,
            List<String> ports) {
        return new SecurityRule(name, 0, inbound, true, protocol, true, sources, destinations, ports);
    }

    /** The rule as an element of {@code securityRules}: Microsoft.Network, NetworkSecurityGroups_CreateOrUpdate, API version 2025-03-01. */
    ObjectNode body(int priority) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("name", name);
        ObjectNode properties = body.putObject("properties")
                .put("description", description)
                .put("protocol", asSent.protocol())
                .put("sourcePortRange", "*");
        put(properties, "sourceAddressPrefix", "sourceAddressPrefixes", asSent.sources());
        put(properties, "destinationAddressPrefix", "destinationAddressPrefixes", asSent.destinations());
        put(properties, "destinationPortRange", "destinationPortRanges", asSent.ports());
        properties
                .put("access", asSent.allows() ? "Allow" : "Deny")
                .put("priority", priority)
                .put("direction", asSent.inbound() ? "Inbound" : "Outbound");
        return body;
    }

    /** ARM gives a single value back in the singular. */
    private static void put(ObjectNode properties, String singular, String plural, List<String> values) {
        if (values.size() == 1) {
            properties.put(singular, values.get(0));
        } else {
            values.forEach(properties.putArray(plural)::add);
        }
    }
}
