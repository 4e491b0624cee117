package dev.palisade.workflows.request;

import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import org.jspecify.annotations.Nullable;

/** @param stepId null if it was no step that failed */
record StepFailure(@Nullable String stepId, AzureFailure why) {
    boolean worldChanged() {
        return why.failureClass() == FailureClass.WORLD_CHANGED;
    }
}
