package dev.palisade.client.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that the request has asked a worker for and that is not done.
 *
 * @param activity the activity's type: {@code step.Await}
 * @param stepId the step it is for; null if it is for none, or that could not be read
 * @param running true while a worker is at it; false between attempts
 * @param attempt counts from 1
 * @param lastFailure why the attempt before did not finish it; null before the second
 * @param nextAttempt null while an attempt runs
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PendingActivity(
        String activity,
        @Nullable String stepId,
        boolean running,
        int attempt,
        @Nullable String lastFailure,
        @Nullable Instant nextAttempt) {}
