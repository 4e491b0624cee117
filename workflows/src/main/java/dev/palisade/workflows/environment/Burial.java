package dev.palisade.workflows.environment;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.undo.Remains;
import dev.palisade.workflows.undo.UndoProgress;
import dev.palisade.workflows.undo.UndoRun;
import dev.palisade.workflows.undo.Undoable;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;

/** Takes back what a terminated request may have done, from what it registered before it acted, and says of it what is known. */
final class Burial {
    private final Turn turn;
    private final EnvironmentBook book;

    Burial(Turn turn, EnvironmentBook book) {
        this.turn = turn;
        this.book = book;
    }

    /** @param oneByOne what histories have in them of before undos went side by side */
    RequestStatus bury(boolean oneByOne) {
        List<LedgerEntry> entries = book.unreported(turn);
        List<Undone> undone = new UndoRun(
                        turn.asked().environment(), turn.reopenNetwork(), oneByOne, UndoProgress.UNWATCHED)
                .run(entries.stream().map(Undoable::ofTerminated).toList());
        RequestState state = state(undone);
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        book.buried(turn, remaining(entries, undone), state, now);
        return status(state, undone, now);
    }

    private static List<LedgerEntry> remaining(List<LedgerEntry> entries, List<Undone> undone) {
        return entries.stream()
                .flatMap(entry -> undone.stream()
                        .filter(outcome -> outcome.stepId().equals(entry.key()))
                        .flatMap(outcome -> Remains.of(entry, outcome).stream()))
                .toList();
    }

    private static RequestState state(List<Undone> undone) {
        if (undone.stream().anyMatch(outcome -> outcome.result() == Result.FAILED)) {
            return RequestState.STUCK;
        }
        return undone.isEmpty() ? RequestState.CANCELLED : RequestState.ROLLED_BACK;
    }

    private RequestStatus status(RequestState state, List<Undone> undone, Instant now) {
        TurnAsked asked = turn.asked();
        return new RequestStatus(
                asked.requestId(),
                asked.type() == null ? RequestType.APPLY : asked.type(),
                asked.environment(),
                asked.name(),
                asked.team() == null ? "" : asked.team(),
                state,
                turn.generation(),
                asked.acceptedAt(),
                now,
                null,
                List.of(),
                List.of(),
                null,
                FailureReading.ours(
                        FailureClass.NEEDS_A_PERSON,
                        "running the request",
                        asked.environment(),
                        "TERMINATED",
                        "It was terminated in Temporal. What it had registered was taken back by its environment.",
                        WhoseMove.OPERATOR),
                undone,
                List.of(),
                null,
                asked.attempt(),
                null,
                null);
    }
}
