package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;

/** The sentences of Microsoft.Network that several of its types share. */
final class NetworkErrors {
    private NetworkErrors() {}

    static ArmError inProgress(String operationUrl) {
        return ArmError.of(
                409,
                "AnotherOperationInProgress",
                "Another operation on this or dependent resource is in progress. To retrieve status of the operation use uri: "
                        + operationUrl + ".");
    }

    /** Microsoft.Network's 404 for a nested resource, which is not ARM's own. */
    static ArmException nestedNotFound(ResourceId id) {
        return ArmException.of(404, "NotFound", "Resource " + id + " not found.");
    }

    static ArmException invalidReference(String reference, ResourceId by) {
        return ArmException.badRequest(
                "InvalidResourceReference",
                "Resource " + reference + " referenced by resource " + by
                        + " was not found. Please make sure that the referenced resource exists, and that both resources are in"
                        + " the same region.");
    }
}
