package dev.palisade.workflows.worlds;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;

/** Failures in the shape that the contract of the activities promises. */
final class AzureSays {
    private AzureSays() {}

    static ApplicationFailure notYet(Duration delay, String message) {
        return builder(FailureClass.WAIT, message)
                .setNextRetryDelay(delay)
                .setCategory(ApplicationErrorCategory.BENIGN)
                .build();
    }

    static ApplicationFailure nothing(Duration delay) {
        return builder(FailureClass.RETRY, "no answer").setNextRetryDelay(delay).build();
    }

    static ApplicationFailure no(FailureClass failureClass, String message) {
        return builder(failureClass, message).setNonRetryable(true).build();
    }

    /** And nothing was ever written. */
    static ApplicationFailure noAtOnce(FailureClass failureClass, String message) {
        return builder(failureClass, message)
                .setDetails(detail(failureClass, message), StepActivities.NOTHING_WRITTEN)
                .setNonRetryable(true)
                .build();
    }

    private static ApplicationFailure.Builder builder(FailureClass failureClass, String message) {
        return ApplicationFailure.newBuilder()
                .setType(failureClass.name())
                .setMessage(message)
                .setDetails(detail(failureClass, message));
    }

    private static AzureFailure detail(FailureClass failureClass, String message) {
        return new AzureFailure(failureClass, "acting", "", "SAID_NO", message, WhoseMove.YOURS, "", "");
    }
}
