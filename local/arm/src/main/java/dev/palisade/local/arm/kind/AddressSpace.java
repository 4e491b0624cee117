package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;

/** The address space of a virtual network and the subnets in it. */
record AddressSpace(World world, ResourceId network) {
    /** Refuses a subnet that lies outside of the network or overlaps another one. */
    void checkSubnet(ResourceId subnet, Cidr prefix) {
        JsonNode prefixes = world.find(network).orElseThrow().at("/properties/addressSpace/addressPrefixes");
        checkInside(prefixes, subnet, prefix);
        for (JsonNode other : world.children(network, Subnets.TYPE)) {
            boolean itself = ResourceId.of(other.path("id").asText()).key().equals(subnet.key());
            if (!itself && Cidr.stored(AddressBook.prefixOf(other)).overlaps(prefix)) {
                throw overlap(subnet.name(), other.path("name").asText());
            }
        }
    }

    static void checkInside(JsonNode prefixes, ResourceId subnet, Cidr prefix) {
        for (JsonNode space : prefixes) {
            if (Cidr.stored(space.asText()).contains(prefix)) {
                return;
            }
        }
        throw ArmException.badRequest(
                "NetcfgInvalidSubnet",
                "Subnet '" + subnet.name()
                        + "' is not valid because its IP address range is outside the IP address range of"
                        + " virtual network '" + subnet.parent().orElseThrow().name() + "'.");
    }

    static ArmException overlap(String subnet, String other) {
        return ArmException.badRequest(
                "NetcfgSubnetRangesOverlap",
                "Subnet '" + subnet
                        + "' is not valid because its IP address range overlaps with that of an existing subnet"
                        + " in virtual network. Overlapping subnet: '" + other + "'.");
    }
}
