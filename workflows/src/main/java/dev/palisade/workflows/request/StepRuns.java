package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.undo.Undoable;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Every step that this request did, does or is about to do, over all its plans: what ledger, status and undo are made from. */
final class StepRuns {
    private final String requestId;
    private final Map<String, StepRun> byId = new LinkedHashMap<>();

    StepRuns(String requestId) {
        this.requestId = requestId;
    }

    /** Takes a new plan: what never began is forgotten, what was done stays done. Returns the runs of the plan's steps. */
    List<StepRun> planned(List<Step> steps) {
        byId.values().removeIf(run -> !run.mayHaveActed());
        return steps.stream().map(this::add).toList();
    }

    private StepRun add(Step step) {
        // Taken out and put in again, so that the order of the map is the order of acting.
        @Nullable StepRun earlier = byId.remove(step.id());
        StepRun run = new StepRun(step, earlier);
        byId.put(step.id(), run);
        return run;
    }

    StepRun get(String stepId) {
        StepRun run = byId.get(stepId);
        if (run == null) {
            throw new IllegalArgumentException("No step " + stepId + " in this request");
        }
        return run;
    }

    List<Step> steps() {
        return byId.values().stream().map(StepRun::step).toList();
    }

    List<Step> done() {
        return byId.values().stream()
                .filter(run -> run.state() == StepState.DONE)
                .map(StepRun::step)
                .toList();
    }

    List<StepProgress> progress() {
        return byId.values().stream().map(StepRun::progress).toList();
    }

    /** To be registered before the first of them acts. */
    List<LedgerEntry> intentions() {
        return byId.values().stream().map(run -> run.entry(requestId)).toList();
    }

    /** What is to be taken back, oldest first. What was there before us is not ours to take back. */
    List<Undoable> undoables() {
        return byId.values().stream()
                .filter(StepRun::mayHaveActed)
                .filter(run -> run.ownership() != Ownership.ADOPTED)
                .map(run -> run.undoable(requestId))
                .toList();
    }

    /** After a pivot there is no way back, only forward. */
    boolean passedPivot() {
        return byId.values().stream()
                .anyMatch(run -> run.mayHaveActed() && run.step().undo() == Undo.NONE);
    }

    /** What the ledger keeps if nothing was taken back. */
    List<LedgerEntry> standing() {
        return byId.values().stream()
                .filter(StepRun::mayHaveActed)
                .map(run -> run.state() == StepState.DONE
                        ? run.entry(requestId).standing(run.ownership())
                        : run.entry(requestId).left())
                .toList();
    }

    /** What the ledger keeps after an undo. */
    List<LedgerEntry> remaining(Collection<Undone> undone) {
        return undone.stream()
                .filter(Undone::remains)
                .map(outcome -> get(outcome.stepId()).entry(requestId).left())
                .toList();
    }
}
