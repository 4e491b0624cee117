package dev.palisade.workflows.undo;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import java.util.Optional;

/** What the ledger keeps of a thing after its undo. */
public final class Remains {
    private Remains() {}

    /** Empty if nothing of it is left, or nothing that is owned. What could not be taken back is kept in any case, to be tried again. */
    public static Optional<LedgerEntry> of(LedgerEntry entry, Undone outcome) {
        if (outcome.result() == Result.FAILED) {
            return Optional.of(entry.stuck());
        }
        return outcome.remains() && entry.owns() ? Optional.of(entry.left()) : Optional.empty();
    }
}
