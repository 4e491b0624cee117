package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import inet.ipaddr.IPAddressString;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Whether the nodes of an AmlCompute and what they cannot work without reach each other through the security group and the routes of their
 * subnet. Azure says of nodes that are cut off that they are unusable (Microsoft's page "Run experiments and inference in a virtual network").
 */
final class NodeReach {
    private static final List<Integer> BATCH_PORTS = List.of(29876, 29877);
    private static final int HTTPS = 443;

    private final ServiceTagLists tags;

    NodeReach(ServiceTagLists tags) {
        this.tags = tags;
    }

    /** @param cluster the compute's nested settings */
    boolean isCutOff(JsonNode cluster, World world) {
        return ResourceId.parse(cluster.at("/subnet/id").asText()).stream()
                .flatMap(id -> world.find(id).stream()
                        .flatMap(subnet ->
                                needed(id, subnet, cluster, world).filter(passage -> isCutOff(passage, subnet, world))))
                .findAny()
                .isPresent();
    }

    private Stream<Passage> needed(ResourceId id, ObjectNode subnet, JsonNode cluster, World world) {
        String region = id.parent()
                .flatMap(world::find)
                .map(network -> Write.normalized(network.path("location").asText()))
                .orElse("");
        Cidr prefix = Cidr.stored(prefix(subnet));
        // Azure Batch comes to the nodes' public addresses; without one they only ask.
        Stream<Passage> inbound = cluster.path("enableNodePublicIp").asBoolean(true)
                ? BATCH_PORTS.stream().map(port -> passage(true, "BatchNodeManagement." + region, prefix, port, world))
                : Stream.empty();
        Stream<Passage> outbound = Stream.of(
                        "Storage." + region, "AzureContainerRegistry." + region, "AzureMachineLearning")
                .map(tag -> passage(false, tag, prefix, HTTPS, world));
        return Stream.concat(inbound, outbound);
    }

    private static String prefix(ObjectNode subnet) {
        JsonNode several = subnet.at("/properties/addressPrefixes/0");
        return several.isTextual()
                ? several.asText()
                : subnet.at("/properties/addressPrefix").asText();
    }

    private Passage passage(boolean inbound, String tag, Cidr subnet, int port, World world) {
        List<Cidr> addresses = tags.values(world).stream()
                .filter(value -> value.path("name").asText().equalsIgnoreCase(tag))
                .flatMap(value -> StreamSupport.stream(
                        value.at("/properties/addressPrefixes").spliterator(), false))
                .map(JsonNode::asText)
                .filter(text -> new IPAddressString(text).isIPv4())
                .map(Cidr::stored)
                .toList();
        return new Passage(inbound, tag, addresses, subnet, port);
    }

    private static boolean isCutOff(Passage passage, ObjectNode subnet, World world) {
        return associated(subnet, "networkSecurityGroup")
                        .filter(group -> !passage.passes(group, world))
                        .isPresent()
                || associated(subnet, "routeTable")
                        .filter(table -> passage.hops(table, world).anyMatch(hop -> isLost(hop, passage, subnet)))
                        .isPresent();
    }

    /**
     * What an appliance or a gateway does with what it gets is its owner's affair, but an answer that goes another way than its question came is
     * lost. A service endpoint's own routes go before a table's.
     */
    private static boolean isLost(String hop, Passage passage, ObjectNode subnet) {
        if (passage.inbound()) {
            return !hop.equals("Internet");
        }
        String service = passage.tag().replaceFirst("\\..*", "").replaceFirst("^Azure", "");
        boolean endpoint = StreamSupport.stream(
                        subnet.at("/properties/serviceEndpoints").spliterator(), false)
                .map(each -> each.path("service").asText())
                .anyMatch(name -> name.equalsIgnoreCase("Microsoft." + service)
                        || name.equalsIgnoreCase("Microsoft." + service + ".Global"));
        return hop.equals("None") && !endpoint;
    }

    private static Optional<ResourceId> associated(ObjectNode subnet, String property) {
        return ResourceId.parse(
                subnet.path("properties").path(property).path("id").asText());
    }
}
