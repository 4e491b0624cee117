package dev.palisade.workflows.environment;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step.Undo;
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
    private static final String TAKEN_BACK = "What it had registered was taken back by its environment.";
    private static final String KEPT =
            "It may have deleted or detached something, which nothing takes back; so the rest is kept as well. Retry it.";

    private final Turn turn;
    private final EnvironmentBook book;

    Burial(Turn turn, EnvironmentBook book) {
        this.turn = turn;
        this.book = book;
    }

    /** @param version 0 or less took back one after the other, and 1 also what lies behind a pivot: histories have it in them */
    RequestStatus bury(int version) {
        List<LedgerEntry> entries = book.unreported(turn);
        return version > 1 && entries.stream().anyMatch(entry -> entry.step().undo() == Undo.NONE)
                ? buried(left(entries), RequestState.PARKED, List.of(), KEPT)
                : takenBack(entries, version < 1);
    }

    private RequestStatus takenBack(List<LedgerEntry> entries, boolean oneByOne) {
        List<Undone> undone = new UndoRun(
                        turn.asked().environment(), turn.reopenNetwork(), oneByOne, UndoProgress.UNWATCHED)
                .run(entries.stream().map(Undoable::ofTerminated).toList());
        return buried(remaining(entries, undone), state(undone), undone, TAKEN_BACK);
    }

    private RequestStatus buried(
            List<LedgerEntry> remaining, RequestState state, List<Undone> undone, String whatBecameOfIt) {
        Instant now = Instant.ofEpochMilli(Workflow.currentTimeMillis());
        book.buried(turn, remaining, state, now);
        return status(state, undone, now, whatBecameOfIt);
    }

    /** What may exist is ours, until a retry has seen what does. */
    private static List<LedgerEntry> left(List<LedgerEntry> entries) {
        return entries.stream().filter(LedgerEntry::owns).map(LedgerEntry::left).toList();
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

    private RequestStatus status(RequestState state, List<Undone> undone, Instant now, String whatBecameOfIt) {
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
                        "It was terminated in Temporal. " + whatBecameOfIt,
                        WhoseMove.OPERATOR),
                undone,
                List.of(),
                null,
                asked.attempt(),
                null,
                null,
                now);
    }
}
