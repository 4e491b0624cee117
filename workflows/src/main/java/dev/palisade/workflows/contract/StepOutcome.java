package dev.palisade.workflows.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What one step of a request did. Small, since there are several for each step: of the request only what routes it.
 *
 * @param waiting what Azure was asked to do and when that is expected to end; null unless that is what is told
 * @param failure why it failed; null if it did not
 * @param undone how its undo ended; null unless that is what is told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record StepOutcome(
        String requestId,
        RequestType type,
        String environment,
        String name,
        String team,
        RequestState state,
        int generation,
        int attempt,
        @Nullable String by,
        StepTold step,
        @Nullable Waiting waiting,
        @Nullable AzureFailure failure,
        @Nullable Undone undone)
        implements RequestFacts {

    /**
     * @param startedAt real time, like the others
     * @param begunAt when Azure had taken the write; null if it has not
     * @param endedAt when the act ended, well or not; its undo is not counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepTold(
            String id,
            ResourceKind kind,
            Action action,
            ResourceId resource,
            String title,
            StepState state,
            Ownership ownership,
            @Nullable Instant startedAt,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt) {}

    /**
     * @param style where Azure said that the operation's state is read
     * @param retryAfter what Azure asked to wait before the next question, in real time
     * @param expectedAt when it is usually done
     * @param until when it is given up
     */
    public record Waiting(Operation.Style style, Duration retryAfter, Instant expectedAt, Instant until) {}
}
