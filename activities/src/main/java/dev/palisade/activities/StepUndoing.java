package dev.palisade.activities;

import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.ParentWorkflow.Kept;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.List;

/** Takes back what a step did, or may have done. Keeps no state of its own: each attempt looks, and does what is left to do. */
final class StepUndoing {
    private final BeforeWriting before;
    private final CreationUndo creation;
    private final ChangeUndo change;

    StepUndoing(
            BeforeWriting before,
            AzureCalls azure,
            StepFailures failures,
            AzureSettings settings,
            RetrySchedule schedule) {
        this.before = before;
        this.creation = new CreationUndo(azure, failures, settings, schedule);
        this.change = new ChangeUndo(azure, failures, settings, schedule);
    }

    Undone undo(UndoCall call) {
        LedgerEntry entry = call.entry();
        if (entry.ownership() == LedgerEntry.Ownership.ADOPTED) {
            return undone(entry.step(), Result.NEVER_HAPPENED, "was as asked before the request; not touched");
        }
        return switch (entry.step().undo()) {
            case DELETE_WHAT_WE_CREATED -> delete(call);
            case REVERT_DELTAS -> revertChanges(call);
            case NONE -> undone(entry.step(), Result.LEFT, "left: this cannot be taken back");
        };
    }

    private Undone delete(UndoCall call) {
        if (Attempt.current().notes().undoIsUnderWay()) {
            return creation.undo(call);
        }
        requireUnpaused(call);
        List<Kept> kept = before.leave(call);
        return kept.isEmpty() ? creation.undo(call) : left(call, kept);
    }

    /** What was only written again stays as it is, and is announced to nobody: neighbours may come to need it. */
    private Undone revertChanges(UndoCall call) {
        List<Delta> changes = call.entry().step().deltas().stream()
                .filter(delta -> !delta.changesNothing())
                .toList();
        return changes.isEmpty()
                ? undone(call.entry().step(), Result.NEVER_HAPPENED, "was only written again as it was")
                : revert(call.with(changes));
    }

    /** What neighbours need stays; the rest is changed back all the same. */
    private Undone revert(UndoCall call) {
        if (!Attempt.current().notes().undoIsUnderWay()) {
            requireUnpaused(call);
        }
        List<Kept> kept = before.leave(call);
        if (kept.isEmpty()) {
            return change.undo(call);
        }
        List<Delta> needed = kept.stream().map(one -> one.element().wanted()).toList();
        List<Delta> rest = call.entry().step().deltas().stream()
                .filter(delta -> !needed.contains(delta))
                .toList();
        if (!rest.isEmpty()) {
            change.undo(call.with(rest));
        }
        return left(call, kept);
    }

    private void requireUnpaused(UndoCall call) {
        before.requireUnpaused(call.environment(), Doing.undoing(call.entry().step()));
    }

    private static Undone left(UndoCall call, List<Kept> kept) {
        return undone(call.entry().step(), Result.LEFT, "left: " + BeforeWriting.stillNeeded(kept));
    }

    static Undone undone(Step step, Result result, String explanation) {
        return new Undone(step.id(), step.resource().toString(), result, explanation);
    }
}
