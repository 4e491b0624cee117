package dev.palisade.workflows.request;

import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.PlanningActivities.OnFailure;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the done steps when one fails. A first apply is taken back, so that a failed beginning leaves nothing; an environment
 * that people already work in is kept as it is. What a person must mend anyway (a quota, a lock) is always kept: after that a retry goes on.
 *
 * @param onFailure what the document says; null for the default
 */
record FailurePolicy(@Nullable OnFailure onFailure, boolean firstApply) {
    boolean parks(AzureFailure failure) {
        if (failure.failureClass() == FailureClass.NEEDS_A_PERSON) {
            return true;
        }
        return onFailure == null ? !firstApply : onFailure == OnFailure.PARK;
    }
}
