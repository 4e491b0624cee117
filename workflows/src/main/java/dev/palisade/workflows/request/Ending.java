package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;

/** How a request comes to rest, and what the ledger keeps of it. */
record Ending(RequestState state, List<LedgerEntry> entries) {
    Ending {
        entries = List.copyOf(entries);
    }

    static Ending untouched(RequestState state) {
        return new Ending(state, List.of());
    }
}
