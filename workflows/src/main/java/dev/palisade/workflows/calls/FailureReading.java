package dev.palisade.workflows.calls;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities;
import io.temporal.api.enums.v1.RetryState;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.failure.TimeoutFailure;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads what a failed call means to a person out of Temporal's chain of causes. */
public final class FailureReading {
    /** Our code where the time given to a call ran out. */
    public static final String DEADLINE_EXCEEDED = "DEADLINE_EXCEEDED";

    private static final String UNEXPECTED = "UNEXPECTED";

    private FailureReading() {}

    public static AzureFailure of(TemporalFailure failure, Step step) {
        return of(failure, step.title(), step.resource().toString());
    }

    public static AzureFailure of(TemporalFailure failure, String doing, String resource) {
        AzureFailure said = said(failure);
        if (outOfTime(failure)) {
            return outOfTime(said, doing, resource);
        }
        return said != null
                ? said
                : ours(FailureClass.RETRY, doing, resource, UNEXPECTED, root(failure), WhoseMove.OPERATOR);
    }

    /** True if a begin ended by saying that it never wrote anything; false if nobody can tell. */
    public static boolean nothingWritten(TemporalFailure failure) {
        return failure.getCause() instanceof ApplicationFailure application
                && application.isNonRetryable()
                && application.getDetails().getSize() > 1
                && StepActivities.NOTHING_WRITTEN.equals(
                        application.getDetails().get(1, String.class));
    }

    /** A failure that Palisade itself reports. */
    public static AzureFailure ours(
            FailureClass failureClass, String doing, String resource, String code, String message, WhoseMove move) {
        return new AzureFailure(failureClass, doing, resource, code, message, move, "", "");
    }

    /** The same, to be thrown in a workflow. */
    public static ApplicationFailure thrown(AzureFailure failure) {
        return ApplicationFailure.newNonRetryableFailure(
                failure.message(), failure.failureClass().name(), failure);
    }

    private static AzureFailure outOfTime(@Nullable AzureFailure said, String doing, String resource) {
        if (said == null) {
            return ours(
                    FailureClass.RETRY,
                    doing,
                    resource,
                    DEADLINE_EXCEEDED,
                    "It did not end in the time given to it, and never answered.",
                    WhoseMove.OPERATOR);
        }
        return new AzureFailure(
                said.failureClass(),
                said.doing(),
                said.resource(),
                DEADLINE_EXCEEDED,
                "It did not end in the time given to it. The last answer was " + said.code() + ": " + said.message(),
                said.whoseMove(),
                said.requestId(),
                said.correlationId());
    }

    private static @Nullable AzureFailure said(@Nullable Throwable failure) {
        if (failure == null) {
            return null;
        }
        if (failure instanceof ApplicationFailure application
                && isOurs(application.getType())
                && application.getDetails().getSize() > 0) {
            return application.getDetails().get(0, AzureFailure.class);
        }
        return said(failure.getCause());
    }

    private static boolean isOurs(@Nullable String type) {
        return Arrays.stream(FailureClass.values()).anyMatch(ours -> ours.name().equals(type));
    }

    private static boolean outOfTime(@Nullable Throwable failure) {
        if (failure == null) {
            return false;
        }
        return failure instanceof TimeoutFailure
                || (failure instanceof ActivityFailure activity
                        && activity.getRetryState() == RetryState.RETRY_STATE_TIMEOUT)
                || outOfTime(failure.getCause());
    }

    private static String root(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : root(cause);
    }
}
