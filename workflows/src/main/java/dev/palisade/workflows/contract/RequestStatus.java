package dev.palisade.workflows.contract;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.RequestType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a person may want to know of a request; the answer of its query and, at rest, its result.
 *
 * @param generation the generation that this request's document is; 0 before a turn was granted
 * @param failedStep the step that failed first; kept in every resting state
 * @param failure why; null if nothing failed
 * @param undone one outcome for each thing that could be taken back
 * @param differences what the world still was not, when it was read back
 * @param cancelled null if nobody cancelled it
 * @param attempt counts the attempts at this request, from 1
 * @param by who asked for this attempt; null for the message itself
 * @param paused the operators' words, while a pause keeps the next step, or undo, from beginning; null otherwise
 * @param movedAt when anything of it last changed: its state, its plan, one of its steps; null from a worker of before this was told
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestStatus(
        String requestId,
        RequestType type,
        String environment,
        String name,
        String team,
        RequestState state,
        int generation,
        Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable Plan plan,
        List<Finding> findings,
        List<StepProgress> steps,
        @Nullable String failedStep,
        @Nullable AzureFailure failure,
        List<Undone> undone,
        List<StepActivities.Difference> differences,
        @Nullable Cancelled cancelled,
        int attempt,
        @Nullable String by,
        @Nullable String paused,
        @Nullable Instant movedAt)
        implements RequestFacts {
    public RequestStatus {
        attempt = Math.max(1, attempt);
        findings = List.copyOf(findings);
        steps = List.copyOf(steps);
        undone = List.copyOf(undone);
        differences = List.copyOf(differences);
    }

    /** Without what only the request itself shows: bodies of the plan, and what is claimed. Those are large. */
    public RequestStatus withoutBodies() {
        return plan == null ? this : with(outlined(plan));
    }

    /** The same request with another plan. */
    public RequestStatus with(Plan other) {
        return new RequestStatus(
                requestId,
                type,
                environment,
                name,
                team,
                state,
                generation,
                acceptedAt,
                endedAt,
                other,
                findings,
                steps,
                failedStep,
                failure,
                undone,
                differences,
                cancelled,
                attempt,
                by,
                paused,
                movedAt);
    }

    private static Plan outlined(Plan plan) {
        return new Plan(
                plan.environment(),
                plan.profile(),
                plan.steps().stream().map(step -> step.with(List.of())).toList(),
                plan.found(),
                Claims.none(),
                plan.released(),
                plan.hash());
    }

    public @Nullable String cancelReason() {
        return cancelled == null ? null : cancelled.reason();
    }

    /**
     * @param startedAt real time, null until the step's dependences are done
     * @param endedAt when the act ended, well or not; its undo is not counted
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record StepProgress(
            String stepId,
            StepState state,
            Ownership ownership,
            @Nullable Instant startedAt,
            @Nullable Instant begunAt,
            @Nullable Instant endedAt) {}

    /** @param steps what existed at that moment, and what was on its way */
    public record Cancelled(Instant at, String reason, List<StepProgress> steps) {
        public Cancelled {
            steps = List.copyOf(steps);
        }
    }

    public enum StepState {
        WAITING,
        BEGINNING,
        /** Azure works on it; nothing of ours is held. */
        IN_FLIGHT,
        DONE,
        FAILED,
        /** Not begun, because something else failed first. */
        NOT_BEGUN,
        UNDOING,
        UNDONE
    }
}
