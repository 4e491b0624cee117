package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.QuotaLimits.Region;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What Azure Batch makes in the resource group of the virtual network for each AmlCompute in it: a network security group, a load balancer and,
 * unless its nodes have none, a public IP address. The names are Batch's, as Azure's documents give them; the GUID in them is this world's own.
 */
public final class SideResources {
    private static final String BATCH = "-azurebatch-cloudservice";

    private SideResources() {}

    /** The ids of what comes with an AmlCompute; empty for one in no virtual network. */
    public static List<ResourceId> of(JsonNode compute) {
        return subnet(compute)
                .map(subnet -> Stream.concat(
                                Stream.of(
                                        id(compute, subnet, NetworkSecurityGroups.TYPE, "networksecuritygroup"),
                                        id(compute, subnet, LoadBalancers.TYPE, "loadbalancer")),
                                hasPublicAddress(compute)
                                        ? Stream.of(id(compute, subnet, PublicIpAddresses.TYPE, "publicip"))
                                        : Stream.empty())
                        .toList())
                .orElse(List.of());
    }

    /** Whether a resource is, by its name, one that came with this compute; ids in any case. */
    public static boolean isBeside(String resource, String compute) {
        return resource.substring(resource.lastIndexOf('/') + 1).startsWith(pool(ResourceId.of(compute)) + BATCH);
    }

    private static Optional<ResourceId> subnet(JsonNode compute) {
        return ResourceId.parse(compute.at("/properties/properties/subnet/id").asText(""))
                .filter(id -> compute.at("/properties/computeType").asText().equalsIgnoreCase("AmlCompute"));
    }

    private static boolean hasPublicAddress(JsonNode compute) {
        return compute.at("/properties/properties/enableNodePublicIp").asBoolean(true);
    }

    private static ResourceId id(JsonNode compute, ResourceId subnet, String type, String suffix) {
        UUID pool = pool(ResourceId.of(compute.path("id").asText()));
        return ResourceId.of("/subscriptions/" + subnet.subscription() + "/resourceGroups/"
                + subnet.resourceGroup().orElseThrow() + "/providers/" + type + "/" + pool + BATCH + suffix);
    }

    private static UUID pool(ResourceId compute) {
        return UUID.nameUUIDFromBytes(compute.key().getBytes(StandardCharsets.UTF_8));
    }

    /** Those that are not there yet, as Batch makes them. */
    static List<ObjectNode> missing(ObjectNode compute, World world) {
        return of(compute).stream()
                .filter(id -> !world.holds(id))
                .map(id -> made(id, compute.path("location").asText()))
                .toList();
    }

    private static ObjectNode made(ResourceId id, String location) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("id", id.toString());
        body.put("location", location);
        if (!id.type().equals(NetworkSecurityGroups.TYPE)) {
            body.putObject("sku").put("name", "Standard").put("tier", "Regional");
        }
        body.putObject("properties").put("provisioningState", "Succeeded");
        return body;
    }

    /** Why Batch cannot make those that are not there yet. */
    static Optional<ArmError> obstacle(ObjectNode compute, World world) {
        List<ObjectNode> missing = missing(compute, world);
        if (missing.isEmpty()) {
            return Optional.empty();
        }
        Optional<ArmError> forbidden = missing.stream()
                .map(side -> ResourceId.of(side.path("id").asText()))
                .flatMap(id -> Stream.of(Locks.refusal(id, false, world), PolicyAssignments.refusal(id, world))
                        .flatMap(Optional::stream))
                .findFirst();
        Region region = new Region(
                ResourceId.of(compute.path("id").asText()).subscription(),
                compute.path("location").asText());
        return forbidden.or(() -> NetworkQuota.refusal(region, world));
    }

    /** Why those that are there cannot be taken away. */
    static Optional<ArmError> holds(ObjectNode compute, World world) {
        return of(compute).stream()
                .filter(world::holds)
                .flatMap(id -> Locks.refusal(id, true, world).stream())
                .findFirst();
    }
}
