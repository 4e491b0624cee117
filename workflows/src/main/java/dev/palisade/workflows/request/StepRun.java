package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
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
    private @Nullable Instant startedAt;
    private @Nullable Instant begunAt;
    private @Nullable Instant endedAt;

    StepRun(Step step, @Nullable StepRun earlier) {
        this.step = step;
        this.earlier = earlier;
    }

    void beginning(Instant now) {
        state = StepState.BEGINNING;
        startedAt = now;
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

    boolean mayHaveActed() {
        return startedAt != null || earlier != null;
    }

    Ownership ownership() {
        if (begun != null) {
            return begun.ownership();
        }
        return earlier == null || startedAt != null ? Ownership.UNKNOWN : earlier.ownership();
    }

    /** What has to be known to take it back. */
    Undoable undoable(String requestId) {
        return new Undoable(entry(requestId), answered(), state == StepState.DONE, standsOn());
    }

    LedgerEntry entry(String requestId) {
        Step acted = startedAt == null && earlier != null ? earlier.step : step;
        return new LedgerEntry(requestId, acted, ownership(), State.INTENDED);
    }

    StepProgress progress() {
        return new StepProgress(step.id(), state, ownership(), startedAt, begunAt, endedAt);
    }

    private boolean answered() {
        boolean earlierAnswered = earlier == null || earlier.answered();
        return earlierAnswered && (startedAt == null || begun != null);
    }

    private Set<String> standsOn() {
        Set<String> ids = new LinkedHashSet<>(step.dependsOn());
        if (earlier != null) {
            ids.addAll(earlier.standsOn());
        }
        return ids;
    }
}
