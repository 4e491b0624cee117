package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.StepOutcome.StepTold;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.undo.Undoable;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One step on its way, with all that its undo, the ledger and the status must know. Calls nothing. */
final class StepRun {
    private final Step step;
    /** The run of the same step in an earlier plan of this request, if that one may have acted. */
    private final @Nullable StepRun earlier;

    private StepState state = StepState.WAITING;
    private StepState beforeUndo = StepState.WAITING;
    private @Nullable Begun begun;
    private boolean acted;
    private @Nullable Instant startedAt;
    private @Nullable Instant begunAt;
    private @Nullable Instant endedAt;
    private @Nullable AzureFailure failure;

    StepRun(Step step, @Nullable StepRun earlier) {
        this.step = step;
        this.earlier = earlier;
    }

    /** What an earlier attempt did, and could not take back. */
    static StepRun resumed(LedgerEntry entry) {
        StepRun run = new StepRun(entry.step(), null);
        run.acted = true;
        if (entry.ownership() != Ownership.UNKNOWN) {
            run.begun = new Begun(entry.ownership(), null);
        }
        run.state = StepState.DONE;
        return run;
    }

    void beginning(Instant now) {
        state = StepState.BEGINNING;
        startedAt = now;
        acted = true;
    }

    /** It was refused before anything of it can have happened. */
    void nothingWritten() {
        acted = false;
    }

    /** An operator has paused; it begins again later. */
    void putBack() {
        state = StepState.WAITING;
    }

    void begun(Begun answer, Instant now) {
        begun = answer;
        begunAt = now;
        state = StepState.IN_FLIGHT;
    }

    void ended(StepState end, Instant now) {
        state = end;
        endedAt = now;
    }

    void failed(AzureFailure why, Instant now) {
        failure = why;
        ended(StepState.FAILED, now);
    }

    void notBegun() {
        state = StepState.NOT_BEGUN;
    }

    void undoing() {
        beforeUndo = state;
        state = StepState.UNDOING;
    }

    /** How long the act took stays known; only an act that never came to an end of its own ends here. */
    void undone(Undone outcome, Instant now) {
        ended(outcome.remains() ? beforeUndo : StepState.UNDONE, endedAt == null ? now : endedAt);
    }

    Step step() {
        return step;
    }

    StepState state() {
        return state;
    }

    /** Null until begin has answered, and if there is nothing to wait for. */
    @Nullable
    Operation operation() {
        return begun == null ? null : begun.operation();
    }

    /** Null unless it failed. */
    @Nullable
    AzureFailure failure() {
        return failure;
    }

    boolean mayHaveActed() {
        return acted || earlier != null;
    }

    /** The run that counts when this one is planned no more. */
    StepRun lastActing() {
        return acted || earlier == null ? this : earlier.lastActing();
    }

    Ownership ownership() {
        Ownership own = begun == null ? Ownership.UNKNOWN : begun.ownership();
        if (earlier == null) {
            return own;
        }
        return acted ? own.and(earlier.ownership()) : earlier.ownership();
    }

    /** True once begin has answered that it made it, at whatever plan. */
    boolean hasCreated() {
        return begun != null && begun.ownership() == Ownership.CREATED;
    }

    /** What has to be known to take it back. */
    Undoable undoable(String requestId, Set<String> beneath) {
        return new Undoable(entry(requestId), answered(), state == StepState.DONE, beneath);
    }

    /** What was done, over all plans. */
    LedgerEntry entry(String requestId) {
        return earlier != null && !acted ? earlier.entry(requestId) : intention(requestId);
    }

    /** What was done, and what is about to be. */
    LedgerEntry intention(String requestId) {
        LedgerEntry own = new LedgerEntry(requestId, step, ownership(), State.INTENDED);
        return earlier == null ? own : own.upon(earlier.entry(requestId));
    }

    StepProgress progress() {
        return new StepProgress(step.id(), state, ownership(), startedAt, begunAt, endedAt);
    }

    StepTold told() {
        return new StepTold(
                step.id(),
                step.kind(),
                step.action(),
                step.resource(),
                step.title(),
                state,
                ownership(),
                startedAt,
                begunAt,
                endedAt);
    }

    private boolean answered() {
        boolean earlierAnswered = earlier == null || earlier.answered();
        return earlierAnswered && (!acted || begun != null);
    }

    Set<String> standsOn() {
        Set<String> ids = new LinkedHashSet<>(step.dependsOn());
        if (earlier != null) {
            ids.addAll(earlier.standsOn());
        }
        return ids;
    }
}
