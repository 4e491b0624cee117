package dev.palisade.workflows.environment;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.undo.UndoProgress;
import dev.palisade.workflows.undo.UndoRun;
import dev.palisade.workflows.undo.Undoable;
import io.temporal.workflow.Workflow;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes back what a terminated request may have done, from what it registered before it acted. What it had asked for on failure is not
 * known any more: its doors stay closed, all else goes.
 */
final class Burial {
    private Burial() {}

    static void of(Turn turn, EnvironmentBook book) {
        List<LedgerEntry> entries = book.unreported(turn);
        List<Undone> undone = new UndoRun(turn.asked().environment(), false, UndoProgress.UNWATCHED)
                .run(entries.stream().map(Undoable::ofTerminated).toList());
        Set<String> remaining =
                undone.stream().filter(Undone::remains).map(Undone::stepId).collect(Collectors.toSet());
        List<LedgerEntry> left = entries.stream()
                .filter(entry -> remaining.contains(entry.key()))
                .map(LedgerEntry::left)
                .toList();
        book.buried(turn, left, state(undone), Instant.ofEpochMilli(Workflow.currentTimeMillis()));
    }

    private static RequestState state(List<Undone> undone) {
        if (undone.stream().anyMatch(outcome -> outcome.result() == Result.FAILED)) {
            return RequestState.STUCK;
        }
        return undone.isEmpty() ? RequestState.CANCELLED : RequestState.ROLLED_BACK;
    }
}
