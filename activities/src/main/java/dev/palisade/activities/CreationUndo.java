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
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.Optional;

/**
 * Takes away what a request created, if its tags still say so, and waits until it is gone. What is still being made is aborted first where Azure
 * can, and else waited out.
 */
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

    Undone undo(UndoCall call) {
        Step step = call.entry().step();
        Doing doing = Doing.undoing(step);
        Attempt attempt = Attempt.current();
        Notes notes = attempt.notes();
        Optional<JsonNode> found = azure.find(doing, attempt);
        if (found.isEmpty()) {
            return absent(call, doing, attempt, notes);
        }
        if (!isOurs(call, found.get())) {
            return undone(step, Result.LEFT, left(call));
        }
        String state = LongRunningOperation.provisioningState(found.get());
        throw LongRunningOperation.isTerminal(state)
                ? delete(step, doing, attempt, notes.with(notes.trail().at(state)), found.get())
                : endFirst(step, doing, attempt, notes, state);
    }

    private Undone absent(UndoCall call, Doing doing, Attempt attempt, Notes before) {
        Step step = call.entry().step();
        UndoTrail trail = before.trail();
        if (trail.deletion() != Sending.TAKEN) {
            UndoWatch watch = UndoWatch.over(call, settings);
            Notes notes = before.withAnotherRead();
            if (!watch.isOver(attempt, notes.reads())) {
                attempt.note(notes);
                throw failures.notYet(doing, "Watching", "it is not there, but may yet appear", watch.pause());
            }
        }
        if (trail.deletion() != Sending.NOT_SENT) {
            return undone(
                    step,
                    Result.TAKEN_BACK,
                    trail.inWords(ArmKinds.creatable(step.kind()).removal()));
        }
        return call.entry().ownership() == Ownership.CREATED
                ? undone(step, Result.TAKEN_BACK, "was already gone")
                : undone(step, Result.NEVER_HAPPENED, "was never created");
    }

    private RuntimeException delete(Step step, Doing doing, Attempt attempt, Notes notes, JsonNode resource) {
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        ArmAnswer answer = azure.noted(
                doing,
                kind.delete(step.resource(), resource),
                attempt,
                notes.trail().deletion(),
                sending -> attempt.note(notes.with(notes.trail().with(sending))));
        return failures.notYet(doing, "Deleting", "Azure has begun", schedule.after(answer, kind.typicalDeletion()));
    }

    /** An operation on it goes on: our creation, or our deletion. */
    private RuntimeException endFirst(Step step, Doing doing, Attempt attempt, Notes notes, String state) {
        ArmKind.Creatable kind = ArmKinds.creatable(step.kind());
        Notes met = notes.with(notes.trail().during(state));
        if (kind instanceof ArmKind.Abortable abortable && notes.trail().mayAbort(state)) {
            return abort(abortable, step, doing, attempt, met);
        }
        if (notes.trail().deletion() == Sending.NOT_SENT) {
            attempt.note(met);
        }
        return failures.busy(doing, state, schedule.between(kind.typicalDeletion()));
    }

    private RuntimeException abort(ArmKind.Abortable kind, Step step, Doing doing, Attempt attempt, Notes notes) {
        UndoTrail trail = notes.trail();
        attempt.note(notes);
        ArmAnswer answer = azure.exchange(doing, kind.abort(step.resource()));
        if (answer.isSuccess()) {
            attempt.note(notes.with(trail.withAbortAnswered()));
            String word = "Azure aborts what was " + trail.busy();
            return failures.notYet(doing, "Aborting", word, schedule.after(answer, kind.typicalDeletion()));
        }
        if (!answer.isRefusal() || answer.status() == 429) {
            return failures.refused(doing, answer, attempt);
        }
        // It has ended meanwhile, or cannot be aborted where it stands: there is nothing but to wait for its end.
        attempt.note(notes.with(trail.withAbortAnswered()));
        String word = "Azure does not abort it (" + answer.error().code() + "); waiting for its end";
        return failures.notYet(doing, "Busy", word, schedule.between(kind.typicalDeletion()));
    }

    private static boolean isOurs(UndoCall call, JsonNode resource) {
        return ArmKinds.creatable(call.entry().step().kind()).bearsTags()
                ? new OwnershipMark(call.environment(), call.entry().requestId()).isOn(resource)
                : call.entry().ownership() == Ownership.CREATED;
    }

    private static String left(UndoCall call) {
        return ArmKinds.creatable(call.entry().step().kind()).bearsTags()
                ? "left: its tags do not say that this request created it"
                : "left: its creation never answered, and it bears no tags that would say whose it is";
    }
}
