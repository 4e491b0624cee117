package dev.palisade.workflows.request;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestWorkflow;
import io.temporal.common.VersioningBehavior;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import io.temporal.workflow.WorkflowVersioningBehavior;

/** One message becomes what it asks for; or nothing changes; or the status names exactly what remains. */
public final class RequestWorkflowImpl implements RequestWorkflow {
    private final Request request;
    private final StepRuns runs;
    private final RequestOutcomes outcomes;
    private final StatusBoard board;
    private final Turn turn;
    private final Preparation preparation;
    private final ApprovalGate approval = new ApprovalGate();
    private final CancellationScope story = Workflow.newCancellationScope(this::tell);
    private Ending ending = Ending.untouched(RequestState.CANCELLED);

    @WorkflowInit
    public RequestWorkflowImpl(Request request) {
        this.request = request;
        runs = new StepRuns(request.id());
        outcomes = new RequestOutcomes(request, runs);
        board = new StatusBoard(request, runs, outcomes);
        turn = new Turn(request);
        preparation = new Preparation(request, runs, board, turn, approval, outcomes);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
    public RequestStatus run(Request same) {
        outcomes.accepted(board.status());
        story.run();
        Workflow.newDetachedCancellationScope(this::close).run();
        return board.status();
    }

    private void tell() {
        try {
            ending = switch (request.type()) {
                case PLAN -> dryRun();
                case RESUME -> resume();
                case ACCEPT -> accept();
                default -> apply();
            };
        } catch (TemporalFailure beforeTheFirstAct) {
            ending = untouched(beforeTheFirstAct);
        }
    }

    private Ending dryRun() {
        return Ending.untouched(preparation.ofDryRun().refused() ? RequestState.REJECTED : RequestState.PLANNED);
    }

    private Ending resume() {
        preparation.takeTurn();
        return new Resumption(request, runs, board, turn).run();
    }

    private Ending accept() {
        preparation.takeTurn();
        TurnGranted granted = turn.granted();
        if (granted.attempted() == null && !request.id().equals(granted.desiredBy())) {
            throw notTheLatest(granted);
        }
        return applyInTurn();
    }

    private Ending apply() {
        preparation.takeTurn();
        return applyInTurn();
    }

    private Ending applyInTurn() {
        Prepared prepared = preparation.inTurn();
        return prepared.refused()
                ? Ending.untouched(RequestState.REJECTED)
                : new Application(request, runs, board, turn, preparation, story, prepared).run();
    }

    /** What stands is somebody else's work by now; to accept it under this name would hide that. */
    private RuntimeException notTheLatest(TurnGranted granted) {
        return FailureReading.thrown(FailureReading.ours(
                FailureClass.YOURS,
                "accepting what stands",
                request.environment(),
                "NOT_THE_LATEST",
                "The environment is as " + (granted.desiredBy() == null ? "nobody" : granted.desiredBy())
                        + " made it, not as " + request.id() + " left it.",
                WhoseMove.YOURS));
    }

    private Ending untouched(TemporalFailure because) {
        if (story.isCancelRequested()) {
            return Ending.untouched(RequestState.CANCELLED);
        }
        board.failed(new StepFailure(null, FailureReading.of(because, "preparing", request.environment())));
        return Ending.untouched(RequestState.REJECTED);
    }

    /** The turn goes back first: a broker that is away must not keep the next request waiting. */
    private void close() {
        if (ending.state() == RequestState.CANCELLED) {
            board.cancelledByTemporal();
        }
        runs.rest();
        board.rest(ending.state());
        if (request.type() != RequestType.PLAN) {
            turn.giveBack(ending);
        }
        outcomes.entered(board.status());
        outcomes.drain();
        Workflow.await(Workflow::isEveryHandlerFinished);
    }

    @Override
    public void turnGranted(TurnGranted granted) {
        turn.granted(granted);
    }

    /** Too late once the undo runs or all is done: then it changes nothing, and the status does not speak of it. */
    @Override
    public void cancel(String reason) {
        if (board.state() != RequestState.UNDOING && !board.state().resting()) {
            board.cancelled(reason);
            story.cancel(reason);
        }
    }

    @Override
    public void approve(Approval given) {
        approval.decide(given);
    }

    @Override
    public void validateApproval(Approval given) {
        approval.validate(given);
    }

    @Override
    public RequestStatus status() {
        return board.status();
    }
}
