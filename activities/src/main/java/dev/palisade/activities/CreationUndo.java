package dev.palisade.activities;

import static dev.palisade.activities.StepUndoing.undone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKind;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.Optional;

/** Deletes what a request created, if its tags still say so, and waits until it is gone. */
final class CreationUndo {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final AzureSettings settings;
    private final RetrySchedule schedule;

    CreationUndo(AzureCalls azure, StepFailures failures, AzureSettings settings, RetrySchedule schedule) {
        this.azure = azure;
        this.failures = failures;
        this.settings = settings;
        this.schedule = schedule;
    }

    /** Noted before a delete is sent: from then on, absent means deleted. */
    record Deleting(int attempt) {}

    Undone undo(UndoCall call) {
        Step step = call.entry().step();
        Doing doing = Doing.undoing(step);
        Attempt attempt = Attempt.current();
        Optional<JsonNode> found = azure.find(doing, attempt);
        if (found.isEmpty()) {
            return absent(call, doing, attempt);
        }
        OwnershipMark mark = new OwnershipMark(call.environment(), call.entry().requestId());
        if (!mark.isOn(found.get())) {
            return undone(step, Result.LEFT, "left: its tags do not say that this request created it");
        }
        throw delete(step, doing, attempt, found.get());
    }

    private Undone absent(UndoCall call, Doing doing, Attempt attempt) {
        Step step = call.entry().step();
        if (attempt.recall(Deleting.class).isPresent()) {
            return undone(step, Result.TAKEN_BACK, "deleted");
        }
        UndoWatch watch = UndoWatch.over(call, settings);
        if (!watch.isOver(attempt)) {
            throw failures.notYet(doing, "Watching", "it is not there, but may yet appear", watch.pause());
        }
        return call.entry().ownership() == LedgerEntry.Ownership.CREATED
                ? undone(step, Result.TAKEN_BACK, "was already gone")
                : undone(step, Result.NEVER_HAPPENED, "was never created");
    }

    private RuntimeException delete(Step step, Doing doing, Attempt attempt, JsonNode resource) {
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        String state = LongRunningOperation.provisioningState(resource);
        if (!LongRunningOperation.isTerminal(state)) {
            return failures.notYet(doing, "Busy", "Azure says " + state, schedule.between(kind.typicalDeletion()));
        }
        attempt.note(new Deleting(attempt.number()));
        ArmAnswer answer = azure.write(doing, kind.delete(step.resource(), resource), attempt);
        return failures.notYet(doing, "Deleting", "Azure has begun", schedule.after(answer, kind.typicalDeletion()));
    }
}
