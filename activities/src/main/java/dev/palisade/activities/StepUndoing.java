package dev.palisade.activities;

import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;

/** Takes back what a step did, or may have done. Keeps no state of its own: each attempt looks, and does what is left to do. */
final class StepUndoing {
    private final CreationUndo creation;
    private final ChangeUndo change;

    StepUndoing(AzureCalls azure, StepFailures failures, AzureSettings settings, RetrySchedule schedule) {
        this.creation = new CreationUndo(azure, failures, settings, schedule);
        this.change = new ChangeUndo(azure, failures, settings, schedule);
    }

    Undone undo(UndoCall call) {
        LedgerEntry entry = call.entry();
        if (entry.ownership() == LedgerEntry.Ownership.ADOPTED) {
            return undone(entry.step(), Result.NEVER_HAPPENED, "was as asked before the request; not touched");
        }
        return switch (entry.step().undo()) {
            case DELETE_WHAT_WE_CREATED -> creation.undo(call);
            case REVERT_DELTAS -> change.undo(call);
            case NONE -> undone(entry.step(), Result.LEFT, "left: this cannot be taken back");
        };
    }

    static Undone undone(Step step, Result result, String explanation) {
        return new Undone(step.id(), step.resource().toString(), result, explanation);
    }
}
