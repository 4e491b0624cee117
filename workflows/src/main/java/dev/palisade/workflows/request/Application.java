package dev.palisade.workflows.request;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
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
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** From a plan that may run to a resting state: apply, plan again while the world changes, verify; or take back. */
final class Application {
    /** A world that keeps changing under us is somebody at work there: better to stop than to race. */
    private static final int PLANS_AT_MOST = 4;

    private final Request request;
    private final StepRuns runs;
    private final StatusBoard board;
    private final Turn turn;
    private final Preparation preparation;
    private final Sharing sharing;
    private final CancellationScope story;
    private final int generationMet;
    private Prepared current;
    /** A later plan needed a person's word and did not get it. */
    private boolean denied;

    Application(
            Request request,
            StepRuns runs,
            StatusBoard board,
            Turn turn,
            Preparation preparation,
            CancellationScope story,
            Prepared first) {
        this.request = request;
        this.runs = runs;
        this.board = board;
        this.turn = turn;
        this.preparation = preparation;
        this.sharing = new Sharing(request, turn);
        this.story = story;
        this.generationMet = Standing.generationOf(turn.granted().standing());
        this.current = first;
    }

    Ending run() {
        boolean firstApply = turn.granted().firstApply() && request.type() == RequestType.APPLY;
        FailurePolicy policy = new FailurePolicy(current.onFailure(), firstApply);
        Predicate<AzureFailure> parks = why -> policy.parks(why) || runs.passedPivot();

        Optional<StepFailure> failure = applied(parks);
        failure.ifPresent(board::failed);
        if (runs.untouched() && (!turn.held() || sharing.refused())) {
            return Ending.untouched(story.isCancelRequested() ? RequestState.CANCELLED : RequestState.REJECTED);
        }
        if (!turn.held()) {
            // Neither what is taken back nor what is kept may cross with somebody else's work.
            Workflow.newDetachedCancellationScope(preparation::takeTurn).run();
        }
        boolean asWanted = failure.isEmpty() && verified();

        // Asked last: a cancel may have come at any time, and it takes back what a failure alone would have kept. Not
        // behind a pivot, though.
        if (story.isCancelRequested() && !runs.passedPivot()) {
            return takenBack(RequestState.CANCELLED);
        }
        if (failure.isPresent() && !denied && !parks.test(failure.get().why())) {
            return takenBack(RequestState.ROLLED_BACK);
        }
        comeToRest();
        return kept(asWanted && !story.isCancelRequested() ? RequestState.READY : RequestState.PARKED);
    }

    /** Empty if everything is done, or if it was cancelled. */
    private Optional<StepFailure> applied(Predicate<AzureFailure> parks) {
        try {
            Optional<StepFailure> failure = attempt(parks);
            for (int plans = 1; plans < PLANS_AT_MOST && planAgain(failure); plans++) {
                Prepared next = preparedAgain();
                if (next.refused()) {
                    return failure.or(() -> Optional.of(refusedToGoOn()));
                }
                current = next;
                failure = attempt(parks);
            }
            return failure;
        } catch (TemporalFailure outsideAnyStep) {
            return story.isCancelRequested() ? Optional.empty() : Optional.of(failed("applying", outsideAnyStep));
        }
    }

    private boolean planAgain(Optional<StepFailure> failure) {
        if (story.isCancelRequested()) {
            return false;
        }
        return failure.map(StepFailure::worldChanged).orElseGet(() -> sharing.givesUp(current, runs.settled()));
    }

    /** Every branch is at rest; if the new plan does more than was approved, a person is asked, and the turn given back meanwhile. */
    private Prepared preparedAgain() {
        try {
            return preparation.inTurn();
        } catch (TemporalFailure undecided) {
            denied = !turn.held();
            throw undecided;
        }
    }

    private Optional<StepFailure> attempt(Predicate<AzureFailure> parks) {
        List<StepRun> steps = runs.planned(current.plan().steps());
        Claims claims = current.plan().claims();
        if (steps.isEmpty() && claims.isEmpty()) {
            return sharing.claimed(claims);
        }
        // Whoever finds this request dead knows from here on what it may have done.
        turn.intend(runs.intentions(), current.reopenNetwork(), claims);
        Optional<StepFailure> taken = sharing.claimed(claims);
        if (taken.isPresent() || steps.isEmpty()) {
            return taken;
        }
        board.enter(RequestState.APPLYING);
        Predicate<AzureFailure> sparesTheOthers =
                why -> why.failureClass() == FailureClass.WORLD_CHANGED || parks.test(why);
        return planRun(steps, sparesTheOthers).run();
    }

    private PlanRun planRun(List<StepRun> steps, Predicate<AzureFailure> sparesTheOthers) {
        boolean reopenNetwork = current.reopenNetwork();
        return new PlanRun(
                request.id(),
                request.environment(),
                steps,
                sparesTheOthers,
                () -> turn.intendAsKnown(runs.intentions(), reopenNetwork),
                board);
    }

    /** What a cancel has left in flight, and cannot take back behind a pivot, is kept like the rest: once it is known how it ends. */
    private void comeToRest() {
        List<StepRun> inFlight = runs.inFlight();
        if (!inFlight.isEmpty()) {
            Workflow.newDetachedCancellationScope(
                            () -> planRun(inFlight, why -> true).run())
                    .run();
        }
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

    private Ending kept(RequestState state) {
        List<String> settled = new ArrayList<>(runs.settled());
        if (state == RequestState.READY) {
            settled.addAll(current.plan().released());
        }
        boolean overtaken = denied && Standing.generationOf(turn.granted().standing()) != generationMet;
        return new Ending(state, runs.standing(), settled, overtaken ? null : standing(), overtaken);
    }

    private Ending takenBack(RequestState end) {
        if (runs.undoables().isEmpty()) {
            return Ending.untouched(end);
        }
        List<Undone> undone = new TakingBack(request, board).run(runs.undoables(), current.reopenNetwork());
        boolean stuck = TakingBack.failed(undone);
        return new Ending(
                stuck ? RequestState.STUCK : end, runs.remaining(undone), runs.settled(), stuck ? standing() : null);
    }

    /** Null for a request after which there is no document, or the one that there was. */
    private @Nullable Standing standing() {
        return current.document() == null
                ? null
                : new Standing(
                        turn.granted().generation(),
                        current.document(),
                        sharing.standing(current.plan().claims()),
                        current.operations());
    }

    private StepFailure refusedToGoOn() {
        return new StepFailure(
                null,
                FailureReading.ours(
                        FailureClass.NEEDS_A_PERSON,
                        "taking back what neighbours have left",
                        request.environment(),
                        "PLAN_REFUSED",
                        "What was asked for is done. What is left to take back is refused; the findings say why.",
                        WhoseMove.YOURS));
    }

    private StepFailure failed(String doing, TemporalFailure because) {
        return new StepFailure(null, FailureReading.of(because, doing, request.environment()));
    }
}
