package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.PlanningActivities.PlanCall;
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
    private final StatusBoard board;
    private final Turn turn;
    private final ApprovalGate approval = new ApprovalGate();
    private final Outbox outbox = new Outbox();
    private final CancellationScope story = Workflow.newCancellationScope(this::tell);
    private Ending ending = Ending.untouched(RequestState.CANCELLED);

    @WorkflowInit
    public RequestWorkflowImpl(Request request) {
        this.request = request;
        runs = new StepRuns(request.id());
        board = new StatusBoard(request, runs);
        turn = new Turn(request);
    }

    @Override
    @WorkflowVersioningBehavior(VersioningBehavior.PINNED)
    public RequestStatus run(Request same) {
        story.run();
        Workflow.newDetachedCancellationScope(this::close).run();
        return board.status();
    }

    private void tell() {
        try {
            ending = request.type() == RequestType.PLAN ? dryRun() : apply();
        } catch (TemporalFailure beforeTheFirstAct) {
            ending = untouched(beforeTheFirstAct);
        }
    }

    private Ending dryRun() {
        Ledger ledger = ActivityPresets.environmentApart().ledger(request.environment());
        return Ending.untouched(prepare(ledger).refused() ? RequestState.REJECTED : RequestState.PLANNED);
    }

    private Ending apply() {
        takeTurn();
        Prepared prepared = prepareInTurn();

        while (!prepared.refused() && !approval.covers(prepared)) {
            turn.giveBackForNow();
            board.enter(RequestState.AWAITING_APPROVAL);
            outbox.post(board.status());
            approval.pass(prepared.plan());

            takeTurn();
            prepared = prepareInTurn();
        }

        return prepared.refused()
                ? Ending.untouched(RequestState.REJECTED)
                : new Application(request, runs, board, turn, approval, story).run(prepared, this::prepareInTurn);
    }

    private void takeTurn() {
        board.enter(RequestState.WAITING_FOR_TURN);
        board.granted(turn.take());
    }

    private Prepared prepareInTurn() {
        return prepare(turn.granted().ledger());
    }

    private Prepared prepare(Ledger ledger) {
        board.enter(RequestState.PLANNING);
        Prepared prepared = ActivityPresets.planning()
                .prepare(new PlanCall(
                        request.id(),
                        request.environment(),
                        request.document(),
                        ledger,
                        request.type(),
                        null,
                        request.scopes()));
        board.prepared(prepared);
        return prepared;
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
        board.rest(ending.state());
        if (request.type() == RequestType.APPLY) {
            turn.giveBack(ending.state(), ending.entries());
        }
        outbox.post(board.status());
        outbox.drain();
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
