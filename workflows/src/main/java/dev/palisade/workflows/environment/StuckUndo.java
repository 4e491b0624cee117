package dev.palisade.workflows.environment;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The undo that is stuck, if one is: until that is over, only attempts at its own request have the turn. */
final class StuckUndo {
    private @Nullable String requestId;
    private @Nullable Standing attempted;

    StuckUndo(EnvironmentState state) {
        requestId = state.stuck();
        attempted = state.attempted();
    }

    @Nullable
    String requestId() {
        return requestId;
    }

    /** What its request was to make; an undo that is resumed and stuck again knows nothing new of that. */
    @Nullable
    Standing attempted() {
        return attempted;
    }

    boolean isOf(String request) {
        return request.equals(requestId);
    }

    void begins(String request, @Nullable Standing wasToStand) {
        requestId = request;
        attempted = wasToStand == null ? attempted : wasToStand;
    }

    /** What a stuck step has taken back is so for good, once what stands is wanted: nobody will undo that step any more. */
    Ledger settled(Ledger ledger) {
        return ledger.without(entries(ledger)
                .flatMap(entry -> entry.step().takesBack().stream())
                .toList());
    }

    /** What could not be taken back stands, now that it is wanted. */
    Ledger standing(Ledger ledger) {
        Ledger ours = ledger.without(entries(ledger)
                .filter(entry -> !entry.owns())
                .map(LedgerEntry::reference)
                .toList());
        return ours.with(String.valueOf(requestId), State.STUCK, entry -> entry.standing(entry.ownership()));
    }

    /** A person has seen it, and wants it left as it is. */
    Ledger left(Ledger ledger) {
        return settled(ledger).with(String.valueOf(requestId), State.STUCK, LedgerEntry::left);
    }

    /** Nothing is left of what could not be taken back; otherwise the stop goes on. */
    void liftIfOver(Ledger ledger) {
        if (entries(ledger).findAny().isEmpty()) {
            requestId = null;
            attempted = null;
        }
    }

    private Stream<LedgerEntry> entries(Ledger ledger) {
        return ledger.of(String.valueOf(requestId)).stream().filter(entry -> entry.state() == State.STUCK);
    }
}
