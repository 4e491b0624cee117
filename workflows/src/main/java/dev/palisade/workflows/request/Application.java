package dev.palisade.workflows.request;

import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.undo.UndoRun;
import dev.palisade.workflows.undo.Undoable;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** From a plan that may run to a resting state: apply, plan again while the world changes, verify; or take back. */
final class Application {
    /** A world that keeps changing under us is somebody at work there: better to stop than to race. */
    private static final int PLANS_AT_MOST = 4;

    private final Request request;
    private final StepRuns runs;
    private final StatusBoard board;
    private final Turn turn;
    private final ApprovalGate approval;
    private final CancellationScope story;

    Application(
            Request request,
            StepRuns runs,
            StatusBoard board,
            Turn turn,
            ApprovalGate approval,
            CancellationScope story) {
        this.request = request;
        this.runs = runs;
        this.board = board;
        this.turn = turn;
        this.approval = approval;
        this.story = story;
    }

    Ending run(Prepared prepared, Supplier<Prepared> prepareAgain) {
        FailurePolicy policy =
                new FailurePolicy(prepared.onFailure(), turn.granted().firstApply());
        Predicate<AzureFailure> parks = why -> policy.parks(why) || runs.passedPivot();

        Optional<StepFailure> failure = applied(prepared, prepareAgain, parks);
        failure.ifPresent(board::failed);
        boolean asWanted = failure.isEmpty() && verified();

        // Asked last: a cancel may have come at any time, and it takes back what a failure alone would have kept.
        if (story.isCancelRequested()) {
            return takenBack(RequestState.CANCELLED, prepared.reopenNetwork());
        }
        if (failure.isPresent() && !parks.test(failure.get().why())) {
            return takenBack(RequestState.ROLLED_BACK, prepared.reopenNetwork());
        }
        return new Ending(asWanted ? RequestState.READY : RequestState.PARKED, runs.standing());
    }

    /** Empty if everything is done, or if it was cancelled. */
    private Optional<StepFailure> applied(
            Prepared first, Supplier<Prepared> prepareAgain, Predicate<AzureFailure> parks) {
        try {
            Optional<StepFailure> failure = attempt(first, parks);
            for (int plans = 1; plans < PLANS_AT_MOST && worldChanged(failure); plans++) {
                Prepared next = prepareAgain.get();
                if (next.refused() || !approval.covers(next)) {
                    return failure;
                }
                failure = attempt(next, parks);
            }
            return failure;
        } catch (TemporalFailure outsideAnyStep) {
            return story.isCancelRequested() ? Optional.empty() : Optional.of(failed("applying", outsideAnyStep));
        }
    }

    private Optional<StepFailure> attempt(Prepared prepared, Predicate<AzureFailure> parks) {
        List<StepRun> steps = runs.planned(prepared.plan().steps());
        if (steps.isEmpty()) {
            return Optional.empty();
        }
        // Whoever finds this request dead knows from here on what it may have done.
        turn.intend(runs.intentions());

        board.enter(RequestState.APPLYING);
        Predicate<AzureFailure> sparesTheOthers =
                why -> why.failureClass() == FailureClass.WORLD_CHANGED || parks.test(why);
        return new PlanRun(request.id(), request.environment(), steps, sparesTheOthers, board::show).run();
    }

    /** Good work is never rolled back for what a reading says, or for a reading that failed. */
    private boolean verified() {
        if (story.isCancelRequested() || runs.done().isEmpty()) {
            return true;
        }
        board.enter(RequestState.VERIFYING);
        try {
            List<Difference> differences =
                    ActivityPresets.verify().verify(new VerifyCall(request.environment(), runs.done()));
            board.differs(differences);
            return differences.isEmpty();
        } catch (TemporalFailure unreadable) {
            if (!story.isCancelRequested()) {
                board.failed(failed("verifying", unreadable));
            }
            return false;
        }
    }

    private Ending takenBack(RequestState end, boolean reopenNetwork) {
        List<Undoable> undoables = runs.undoables();
        if (undoables.isEmpty()) {
            return Ending.untouched(end);
        }
        board.enter(RequestState.UNDOING);
        List<Undone> undone = new ArrayList<>();
        UndoRun undo = new UndoRun(request.environment(), reopenNetwork, board);
        Workflow.newDetachedCancellationScope(() -> undone.addAll(undo.run(undoables)))
                .run();
        boolean failed = undone.stream().anyMatch(outcome -> outcome.result() == Result.FAILED);
        return new Ending(failed ? RequestState.STUCK : end, runs.remaining(undone));
    }

    private boolean worldChanged(Optional<StepFailure> failure) {
        return !story.isCancelRequested()
                && failure.filter(StepFailure::worldChanged).isPresent();
    }

    private StepFailure failed(String doing, TemporalFailure because) {
        return new StepFailure(null, FailureReading.of(because, doing, request.environment()));
    }
}
