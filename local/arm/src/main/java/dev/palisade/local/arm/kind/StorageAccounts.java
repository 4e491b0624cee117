package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;

/** Storage accounts and their firewall; a PATCH is answered at once and replaces each array whole. */
final class StorageAccounts implements ResourceKind {
    private final NetworkAcls acls = new NetworkAcls(FirewallService.STORAGE);

    @Override
    public ResourceType type() {
        return ResourceType.sync("Microsoft.Storage/storageAccounts", ApiVersions.STORAGE, "GET", "PATCH");
    }

    @Override
    public ObjectNode patch(Write write) {
        return acls.patched(write);
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        if (body.at("/properties/networkAcls").isObject()) {
            NetworkAcls.showStates((ObjectNode) body.at("/properties/networkAcls"), world);
        }
        return body;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409,
                "StorageAccountOperationInProgress",
                "An operation is currently performing on this storage account that requires exclusive access.");
    }
}
