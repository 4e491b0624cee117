package dev.palisade.activities;

import static dev.palisade.activities.StepUndoing.undone;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.ArmErrors.Verdict;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.DeltaComparison.State;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Changes back what a step changed: each field and element for itself, and only while it still is as the step left it. */
final class ChangeUndo {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final AzureSettings settings;
    private final RetrySchedule schedule;

    ChangeUndo(AzureCalls azure, StepFailures failures, AzureSettings settings, RetrySchedule schedule) {
        this.azure = azure;
        this.failures = failures;
        this.settings = settings;
        this.schedule = schedule;
    }

    Undone undo(UndoCall call) {
        Step step = call.entry().step();
        Doing doing = Doing.undoing(step);
        Attempt attempt = Attempt.current();
        Optional<JsonNode> found = azure.find(doing, attempt);
        if (found.isEmpty()) {
            watch(call, doing, attempt, "it is not there, but a read may be stale");
            return undone(step, Result.TAKEN_BACK, "is gone, and the change with it");
        }
        JsonNode resource = found.get();
        List<Delta> standing = in(State.AFTER, resource, step);
        if (!standing.isEmpty()) {
            throw revert(step, doing, attempt, resource, standing);
        }
        requireEnd(step, doing, attempt.notes().reverting(), resource);
        return settled(call, doing, attempt, resource);
    }

    private RuntimeException revert(Step step, Doing doing, Attempt attempt, JsonNode resource, List<Delta> standing) {
        String state = LongRunningOperation.provisioningState(resource);
        if (!LongRunningOperation.isTerminal(state)) {
            return failures.notYet(doing, "Busy", "Azure says " + state, schedule.between(step.typical()));
        }
        List<Delta> inverse = standing.stream().map(Delta::inverse).toList();
        ArmWrite write = ArmKinds.changeable(step.kind()).change(step.resource(), resource, inverse);
        Notes notes = attempt.notes();
        ArmAnswer answer =
                azure.noted(doing, write, attempt, notes.reverting(), sending -> attempt.note(notes.with(sending)));
        return failures.notYet(doing, "Reverting", "Azure has begun", schedule.after(answer, step.typical()));
    }

    /** Azure shows what it was asked for from the first: only the end of its work says whether it is so. */
    private void requireEnd(Step step, Doing doing, Sending sending, JsonNode resource) {
        String state = LongRunningOperation.provisioningState(resource);
        if (sending != Sending.NOT_SENT && !LongRunningOperation.isTerminal(state)) {
            throw failures.notYet(doing, "Reverting", "Azure says " + state, schedule.between(step.typical()));
        }
        if (sending == Sending.TAKEN && !LongRunningOperation.isSucceeded(state)) {
            ArmError error = LongRunningOperation.resourceError(resource, state);
            throw failures.ending(
                    new Verdict(FailureClass.NEEDS_A_PERSON, WhoseMove.OPERATOR),
                    doing,
                    error.code(),
                    "Azure accepted it and failed later: " + error.message());
        }
    }

    /**
     * Nothing of ours stands: because it has been changed back, was never done, or because somebody went on from there. Once Azure has taken
     * the inverse, as before means changed back.
     */
    private Undone settled(UndoCall call, Doing doing, Attempt attempt, JsonNode resource) {
        Step step = call.entry().step();
        Sending sending = attempt.notes().reverting();
        if (sending != Sending.TAKEN) {
            watch(call, doing, attempt, "it is as before, but the change may yet show");
        }
        List<Delta> others = in(State.OTHER, resource, step);
        if (!others.isEmpty()) {
            return undone(step, Result.LEFT, "left: changed by somebody else since: " + paths(others));
        }
        if (sending != Sending.NOT_SENT) {
            return undone(step, Result.TAKEN_BACK, "changed back");
        }
        return call.entry().ownership() == LedgerEntry.Ownership.CHANGED
                ? undone(step, Result.TAKEN_BACK, "was already changed back")
                : undone(step, Result.NEVER_HAPPENED, "was never changed");
    }

    private void watch(UndoCall call, Doing doing, Attempt attempt, String why) {
        UndoWatch watch = UndoWatch.over(call, settings);
        Notes notes = attempt.notes().withAnotherRead();
        if (!watch.isOver(attempt, notes.reads())) {
            attempt.note(notes);
            throw failures.notYet(doing, "Watching", why, watch.pause());
        }
    }

    private static List<Delta> in(State state, JsonNode resource, Step step) {
        return step.deltas().stream()
                .filter(delta -> DeltaComparison.compare(resource, List.of(delta)) == state)
                .toList();
    }

    private static String paths(List<Delta> deltas) {
        return deltas.stream().map(Delta::path).distinct().collect(Collectors.joining(", "));
    }
}
