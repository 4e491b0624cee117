package dev.palisade.workflows.slowness;

import com.google.protobuf.Timestamp;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.payload.Answer;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An activity that is not done, as Temporal's server knows it.
 *
 * @param activity its type: {@code step.Await}
 * @param dueAt when a worker could have taken the next attempt; null while one runs, which Temporal ends by itself within minutes
 * @param heard what the attempt before said, if it said something of ours
 * @param message the same in one sentence; empty before the second attempt
 */
public record PendingCall(String activity, @Nullable Instant dueAt, Answer<AzureFailure> heard, String message) {

    static PendingCall of(PendingActivityInfo info, DataConverter converter) {
        Failure last = info.getLastFailure();
        return new PendingCall(info.getActivityType().getName(), due(info), said(last, converter), sentence(last));
    }

    /** Null if nothing of ours is known. */
    @Nullable
    AzureFailure failure() {
        return heard.known().orElse(null);
    }

    static Instant instant(Timestamp time) {
        return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    }

    private static @Nullable Instant due(PendingActivityInfo info) {
        if (info.getState() != PendingActivityState.PENDING_ACTIVITY_STATE_SCHEDULED) {
            return null;
        }
        if (info.hasNextAttemptScheduleTime()) {
            return instant(info.getNextAttemptScheduleTime());
        }
        return info.hasScheduledTime() ? instant(info.getScheduledTime()) : null;
    }

    /** An attempt whose worker died ends with a timeout, beneath which is what the one before had said. */
    private static Answer<AzureFailure> said(Failure failure, DataConverter converter) {
        var application = failure.getApplicationFailureInfo();
        if (isOurs(application.getType()) && application.getDetails().getPayloadsCount() > 0) {
            return Answer.read(converter, application.getDetails(), AzureFailure.class);
        }
        return failure.hasCause() ? said(failure.getCause(), converter) : new Answer.Silence<>();
    }

    private static boolean isOurs(String type) {
        return Arrays.stream(FailureClass.values()).anyMatch(ours -> ours.name().equals(type));
    }

    private static String sentence(Failure failure) {
        return failure.hasCause() && failure.getMessage().isEmpty()
                ? sentence(failure.getCause())
                : failure.getMessage();
    }
}
