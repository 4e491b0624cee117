package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.ArrayList;
import java.util.List;

/** Network interfaces: each configuration holds an address of a subnet. */
final class NetworkInterfaces implements ResourceKind {
    static final String TYPE = "Microsoft.Network/networkInterfaces";

    @Override
    public ResourceType type() {
        return ResourceType.network("networkInterfaces", null, 5);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        JsonNode configurations = write.properties().path("ipConfigurations");
        if (configurations.isEmpty()) {
            throw ArmException.badRequest(
                    "NetworkInterfaceMustHaveAtLeastOneIpConfiguration",
                    "Network interface " + write.id() + " must have at least one IP configuration.");
        }
        configurations.forEach(configuration -> requireThere(write, configuration.at("/properties/subnet/id")));
        JsonNode group = write.properties().at("/networkSecurityGroup/id");
        if (group.isTextual()) {
            requireThere(write, group);
        }
        return write.body();
    }

    private static void requireThere(Write write, JsonNode reference) {
        if (write.referenced(reference.asText()).isEmpty()) {
            throw ArmException.badRequest(
                    "InvalidResourceReference",
                    "Resource " + reference.asText() + " referenced by resource " + write.id()
                            + " was not found. Please make sure that the referenced resource exists, and that both"
                            + " resources are in the same region.");
        }
    }

    @Override
    public void delete(Write write) {
        write.world().ofType(VirtualMachines.TYPE).stream()
                .filter(machine -> VirtualMachines.interfaces(machine).stream()
                        .anyMatch(id -> id.key().equals(write.id().key())))
                .findFirst()
                .ifPresent(machine -> {
                    throw ArmException.badRequest(
                            "NicInUse",
                            "Network Interface " + write.id() + " is used by existing resource "
                                    + machine.path("id").asText()
                                    + ". In order to delete the network interface, it must be dissociated from the"
                                    + " resource.");
                });
    }

    /** The addresses that all interfaces hold. */
    static List<AddressUse> uses(World world) {
        List<AddressUse> uses = new ArrayList<>();
        for (ObjectNode networkInterface : world.ofType(TYPE)) {
            ResourceId id = ResourceId.of(networkInterface.path("id").asText());
            for (JsonNode configuration : networkInterface.at("/properties/ipConfigurations")) {
                String name =
                        id + "/ipConfigurations/" + configuration.path("name").asText();
                ResourceId.parse(configuration.at("/properties/subnet/id").asText())
                        .ifPresent(subnet -> uses.add(new AddressUse(id, subnet, List.of(name))));
            }
        }
        return uses;
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
