package dev.palisade.planning.ledger;

import dev.palisade.planning.plan.Step;

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
        LEFT
    }

    /** The key by which a later entry for the same change replaces this one. */
    public String key() {
        return step.id();
    }

    public LedgerEntry standing(Ownership owned) {
        return new LedgerEntry(requestId, step, owned, State.STANDING);
    }

    public LedgerEntry left() {
        return new LedgerEntry(requestId, step, ownership, State.LEFT);
    }
}
