package dev.palisade.planning.removal;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Delta;
import java.util.List;
import java.util.stream.Stream;

/**
 * What became of one field, or one element of a list, by all that Palisade did to it.
 *
 * @param net from what was there before the first change to what the last one left
 * @param entries those that changed it, oldest first
 */
record Change(Delta net, List<LedgerEntry> entries) {
    Change {
        entries = List.copyOf(entries);
    }

    Change then(Delta later, LedgerEntry entry) {
        return new Change(
                later.upon(net), Stream.concat(entries.stream(), Stream.of(entry)).toList());
    }
}
