package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;

/** Public IP addresses of the standard SKU, the only one that Azure still makes. */
final class PublicIpAddresses implements ResourceKind {
    static final String TYPE = "Microsoft.Network/publicIPAddresses";

    @Override
    public ResourceType type() {
        return ResourceType.network("publicIPAddresses", null, 5);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        NetworkQuota.check(write, TYPE);
        if (!write.body().has("sku")) {
            write.body().putObject("sku").put("name", "Standard").put("tier", "Regional");
        }
        write.properties()
                .put("publicIPAllocationMethod", "Static")
                .put("publicIPAddressVersion", "IPv4")
                .put("idleTimeoutInMinutes", 4);
        return write.body();
    }

    @Override
    public void delete(Write write) {
        String user = write.currentProperties().at("/ipConfiguration/id").asText("");
        if (!user.isEmpty()) {
            throw ArmException.badRequest(
                    "PublicIPAddressCannotBeDeleted",
                    "Public IP address " + write.id() + " can not be deleted since it is still allocated to resource "
                            + user + ".");
        }
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
