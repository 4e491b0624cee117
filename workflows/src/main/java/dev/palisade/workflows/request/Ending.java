package dev.palisade.workflows.request;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.request.Standing;
import dev.palisade.workflows.contract.RequestState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a request comes to rest, and what its environment keeps of it.
 *
 * @param entries what stands or is left
 * @param settled references of ledger entries, of whatever request, that are taken back or released
 * @param standing what the environment is to be from now on, or was to be if the undo is stuck; null if that has not changed
 * @param overtaken true if another request has made what stands since this one planned: that one's document is the desired one
 */
record Ending(
        RequestState state,
        List<LedgerEntry> entries,
        List<String> settled,
        @Nullable Standing standing,
        boolean overtaken) {
    Ending {
        entries = List.copyOf(entries);
        settled = List.copyOf(settled);
    }

    Ending(RequestState state, List<LedgerEntry> entries, List<String> settled, @Nullable Standing standing) {
        this(state, entries, settled, standing, false);
    }

    static Ending untouched(RequestState state) {
        return new Ending(state, List.of(), List.of(), null);
    }
}
