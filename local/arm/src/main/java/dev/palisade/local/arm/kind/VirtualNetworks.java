package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.ArrayList;
import java.util.List;

/** Virtual networks, their address space, and how much of each subnet is used. */
final class VirtualNetworks implements ResourceKind {
    static final String TYPE = "Microsoft.Network/virtualNetworks";
    private final AddressBook addresses;

    VirtualNetworks(AddressBook addresses) {
        this.addresses = addresses;
    }

    @Override
    public ResourceType type() {
        return ResourceType.network("virtualNetworks", null, 10);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        JsonNode space = write.properties().at("/addressSpace/addressPrefixes");
        if (space.isEmpty()) {
            throw ArmException.badRequest(
                    "InvalidRequestFormat", "Virtual network " + write.id().name() + " needs an address space.");
        }
        space.forEach(prefix -> Cidr.prefix(prefix.asText(), write.id().toString()));
        checkSubnets(write, space);
        return write.body();
    }

    private static void checkSubnets(Write write, JsonNode space) {
        JsonNode sent = write.properties().path("subnets");
        Iterable<? extends JsonNode> subnets =
                sent.isMissingNode() ? write.world().children(write.id(), Subnets.TYPE) : sent;
        List<JsonNode> earlier = new ArrayList<>();
        for (JsonNode subnet : subnets) {
            ResourceId id = write.id().child("subnets", subnet.path("name").asText());
            Cidr prefix = Cidr.prefix(AddressBook.prefixOf(subnet), id.toString());
            AddressSpace.checkInside(space, id, prefix);
            for (JsonNode other : earlier) {
                if (Cidr.stored(AddressBook.prefixOf(other)).overlaps(prefix)) {
                    throw AddressSpace.overlap(id.name(), other.path("name").asText());
                }
            }
            earlier.add(subnet);
        }
    }

    @Override
    public void delete(Write write) {
        for (ObjectNode subnet : write.world().children(write.id(), Subnets.TYPE)) {
            ResourceId id = ResourceId.of(subnet.path("id").asText());
            if (addresses.used(write.world(), id, null) > 0) {
                throw ArmException.badRequest(
                        "InUseSubnetCannotBeDeleted", "Subnet " + id.name() + " is in use and cannot be deleted.");
            }
        }
    }

    /** The answer of {@code GET …/usages}: taken and possible addresses of each subnet. */
    ObjectNode usages(ResourceId id, World world) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode values = answer.putArray("value");
        for (ObjectNode subnet : world.children(id, Subnets.TYPE)) {
            ResourceId subnetId = ResourceId.of(subnet.path("id").asText());
            ObjectNode usage = values.addObject();
            usage.put("currentValue", addresses.used(world, subnetId, null));
            usage.put("id", subnetId.toString());
            usage.put("limit", Cidr.stored(AddressBook.prefixOf(subnet)).usable());
            usage.putObject("name")
                    .put("localizedValue", "Subnet size and usage")
                    .put("value", "SubnetSpace");
            usage.put("unit", "Count");
        }
        return answer;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
