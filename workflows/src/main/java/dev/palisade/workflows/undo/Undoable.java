package dev.palisade.workflows.undo;

import dev.palisade.planning.ledger.LedgerEntry;
import java.util.Set;

/**
 * One thing that was done, or may have been.
 *
 * @param answered false if {@code begin} never answered, so that "absent" counts only after a settling window
 * @param done true if it is known to stand; otherwise it is read back where that matters
 * @param standsOn ids of the steps, in any plan of this request, that this one depends on
 */
public record Undoable(LedgerEntry entry, boolean answered, boolean done, Set<String> standsOn) {
    public Undoable {
        standsOn = Set.copyOf(standsOn);
    }

    /** What is left of a request that was terminated: an intention, and nobody who knows what became of it. */
    public static Undoable ofTerminated(LedgerEntry entry) {
        return new Undoable(entry, false, false, Set.copyOf(entry.step().dependsOn()));
    }

    String stepId() {
        return entry.step().id();
    }
}
