package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.EnvironmentActivities.Book;
import dev.palisade.workflows.contract.PlanningActivities.PlanCall;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import org.jspecify.annotations.Nullable;

/** From what was asked to a plan that may run: made in turn, and with a person's word where it needs one. */
final class Preparation {
    private final Request request;
    private final StepRuns runs;
    private final StatusBoard board;
    private final Turn turn;
    private final ApprovalGate approval;
    private final RequestOutcomes outcomes;

    Preparation(
            Request request,
            StepRuns runs,
            StatusBoard board,
            Turn turn,
            ApprovalGate approval,
            RequestOutcomes outcomes) {
        this.request = request;
        this.runs = runs;
        this.board = board;
        this.turn = turn;
        this.approval = approval;
        this.outcomes = outcomes;
    }

    void takeTurn() {
        board.enter(RequestState.WAITING_FOR_TURN);
        board.granted(turn.take());
    }

    /** Without a turn, and so without any right to act. */
    Prepared ofDryRun() {
        EnvironmentActivities environment = ActivityPresets.environmentApart();
        // Histories of before there were attempts know no book.
        Book book = request.attempt() == 0
                ? new Book(environment.ledger(request.environment()), null)
                : environment.book(request.environment());
        return prepare(book.ledger(), book.standing());
    }

    /** A plan that refuses, or that may run. @throws io.temporal.failure.ApplicationFailure if a person refused it, or nobody decided */
    Prepared inTurn() {
        Prepared prepared = prepare(ledger(), turn.standing());
        while (!prepared.refused() && !approval.covers(prepared)) {
            ask(prepared.plan());
            takeTurn();
            prepared = prepare(ledger(), turn.standing());
        }
        return prepared;
    }

    /**
     * Without what this request has taken back: a later plan would tell of it as something that somebody else has done. With what it has done
     * itself: readings of that would be doubted, and where all is taken back there would seem to be nothing to delete.
     */
    private Ledger ledger() {
        return turn.granted().ledger().without(runs.settled()).intended(request.id(), runs.acted());
    }

    private void ask(Plan plan) {
        runs.replanned(plan.steps());
        turn.giveBackForNow();
        board.enter(RequestState.AWAITING_APPROVAL);
        outcomes.entered(board.status());
        approval.pass(plan);
    }

    private Prepared prepare(Ledger ledger, @Nullable Standing standing) {
        board.enter(RequestState.PLANNING);
        Prepared prepared = ActivityPresets.planning()
                .prepare(new PlanCall(
                        request.id(),
                        request.environment(),
                        request.document(),
                        ledger,
                        request.type(),
                        standing,
                        request.scopes()));
        board.prepared(prepared);
        if (!prepared.refused() && request.type() != RequestType.PLAN) {
            outcomes.planned(board.status(), prepared.plan());
        }
        return prepared;
    }
}
