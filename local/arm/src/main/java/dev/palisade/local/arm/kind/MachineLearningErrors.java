package dev.palisade.local.arm.kind;

import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;

/** How Microsoft.MachineLearningServices words its refusals: a UserError whose detail says which. */
final class MachineLearningErrors {
    private MachineLearningErrors() {}

    static ArmException userError(String detail, String message) {
        return new ArmException(ArmError.of(400, "UserError", message).withDetail(detail, message));
    }
}
