package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;

/** How Microsoft.MachineLearningServices words its refusals: a UserError whose detail says which. */
final class MachineLearningErrors {
    private MachineLearningErrors() {}

    static ArmException userError(String detail, String message) {
        return new ArmException(ArmError.of(400, "UserError", message).withDetail(detail, message));
    }

    /** Refuses a write that changes a property which a compute keeps for its life. */
    static void unchanged(Write write, String pointer) {
        String before = write.currentProperties().at(pointer).asText("");
        String after = write.properties().at(pointer).asText("");
        if (!write.creates() && !before.equalsIgnoreCase(after)) {
            throw userError(
                    "PropertyChangeNotAllowed",
                    "The " + pointer.substring(pointer.lastIndexOf('/') + 1) + " of compute "
                            + write.id().name() + " is '" + before + "' and cannot be changed to '" + after + "'.");
        }
    }
}
