package dev.palisade.workflows.request;

import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import dev.palisade.workflows.undo.UndoRun;
import dev.palisade.workflows.undo.Undoable;
import io.temporal.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;

/** The undo of a request, which no cancel reaches. */
final class TakingBack {
    private final Request request;
    private final StatusBoard board;

    TakingBack(Request request, StatusBoard board) {
        this.request = request;
        this.board = board;
    }

    List<Undone> run(List<Undoable> oldestFirst, boolean reopenNetwork) {
        board.enter(RequestState.UNDOING);
        List<Undone> undone = new ArrayList<>();
        // Histories of before there were attempts know one undo after the other.
        boolean oneByOne = request.attempt() == 0;
        UndoRun undo = new UndoRun(request.environment(), reopenNetwork, oneByOne, board);
        Workflow.newDetachedCancellationScope(() -> undone.addAll(undo.run(oldestFirst)))
                .run();
        return undone;
    }

    static boolean failed(List<Undone> undone) {
        return undone.stream().anyMatch(outcome -> outcome.result() == Result.FAILED);
    }
}
