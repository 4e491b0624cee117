package dev.palisade.workflows.request;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.Undone;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Goes on with an undo that failed, after a person has mended the cause: only what could not be taken back is tried again. */
final class Resumption {
    private final Request request;
    private final StepRuns runs;
    private final StatusBoard board;
    private final Turn turn;

    Resumption(Request request, StepRuns runs, StatusBoard board, Turn turn) {
        this.request = request;
        this.runs = runs;
        this.board = board;
        this.turn = turn;
    }

    /** @throws io.temporal.failure.ApplicationFailure if no undo of this request is stuck */
    Ending run() {
        List<LedgerEntry> stuck = turn.granted().ledger().of(request.id()).stream()
                .filter(entry -> entry.state() == State.STUCK)
                .toList();
        if (stuck.isEmpty()) {
            throw nothingToResume();
        }
        runs.resumed(stuck);
        // Opening a door is tried by an undo only if the document asked for it: so whose undo is stuck may be opened.
        boolean reopenNetwork = stuck.stream().anyMatch(entry -> entry.step().effect() == Effect.TIGHTEN);
        List<Undone> undone = new TakingBack(request, board).run(runs.undoables(), reopenNetwork);

        List<LedgerEntry> remaining = runs.remaining(undone);
        List<String> left = remaining.stream().map(LedgerEntry::reference).toList();
        List<String> settled = new ArrayList<>(runs.settled(undone));
        stuck.stream()
                .map(LedgerEntry::reference)
                .filter(Predicate.not(left::contains))
                .forEach(settled::add);
        return new Ending(
                TakingBack.failed(undone) ? RequestState.STUCK : RequestState.ROLLED_BACK, remaining, settled, null);
    }

    private RuntimeException nothingToResume() {
        return FailureReading.thrown(FailureReading.ours(
                FailureClass.YOURS,
                "resuming the undo",
                request.environment(),
                "NOTHING_TO_RESUME",
                "No undo of request " + request.id() + " is stuck in this environment.",
                WhoseMove.YOURS));
    }
}
