package dev.palisade.planning.ledger;

import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One thing that a request did, or is about to do, and how it is taken back.
 *
 * @param requestId the request that registered it
 * @param step the change itself; its undo and inverse deltas are all that taking it back needs
 * @param ownership unknown until the act has answered
 */
public record LedgerEntry(String requestId, Step step, Ownership ownership, State state) {

    /** What Palisade may do to the thing. Only what it created may it delete. */
    public enum Ownership {
        UNKNOWN,
        CREATED,
        CHANGED,
        /** It was as asked before we came: never ours to take away. */
        ADOPTED
    }

    public enum State {
        /** Registered before the act: it may or may not have happened. */
        INTENDED,
        STANDING,
        /** Could not be, or must not be, taken back; it is still there and the status says so. */
        LEFT,
        /** An undo of it failed: it is still there until the undo is resumed, or a person accepts it. */
        STUCK
    }

    /** How a later step names this entry when it takes it back. */
    public String reference() {
        return reference(requestId, key());
    }

    /** How a later step names one change of this entry, when it does not take back all of it. */
    public String reference(Delta change) {
        return reference() + "|" + change.place().toLowerCase(Locale.ROOT);
    }

    public static String reference(String requestId, String stepId) {
        return requestId + "|" + stepId;
    }

    /** The key by which a later entry for the same change replaces this one. */
    public String key() {
        return step.id();
    }

    /** The same entry, restricted to some of its changes. */
    public LedgerEntry with(List<Delta> fewer) {
        return new LedgerEntry(requestId, step.with(fewer), ownership, state);
    }

    /** What is left of this entry without what is named; empty if nothing is. */
    Optional<LedgerEntry> without(Collection<String> references) {
        return references.contains(reference())
                ? Optional.empty()
                : some(change -> !references.contains(reference(change)));
    }

    /** What is named of this entry; empty if nothing is. */
    Optional<LedgerEntry> named(Collection<String> references) {
        return references.contains(reference())
                ? Optional.of(this)
                : some(change -> references.contains(reference(change)));
    }

    private Optional<LedgerEntry> some(Predicate<Delta> which) {
        List<Delta> some = step.deltas().stream().filter(which).toList();
        return some.isEmpty() ? Optional.empty() : Optional.of(with(some));
    }

    public LedgerEntry standing(Ownership owned) {
        return new LedgerEntry(requestId, step, owned, State.STANDING);
    }

    public LedgerEntry left() {
        return new LedgerEntry(requestId, step, ownership, State.LEFT);
    }
}
