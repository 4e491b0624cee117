package dev.palisade.planning.ledger;

import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

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
        ADOPTED;

        /** Of two acts on one thing: what one of them may have made is not merely adopted. */
        public Ownership and(Ownership other) {
            return Stream.of(CREATED, CHANGED, UNKNOWN)
                    .filter(owned -> this == owned || other == owned)
                    .findFirst()
                    .orElse(ADOPTED);
        }
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
    public Optional<LedgerEntry> without(Collection<String> references) {
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

    /**
     * False for a step that takes away, or takes back, what other entries say is ours: nothing of it is owned, and its own undo is of use
     * only to the request that is under way. A creation owns what it made, even in the place of what an earlier one left.
     */
    public boolean owns() {
        return switch (step.action()) {
            case CREATE -> true;
            case UPDATE -> step.takesBack().isEmpty();
            case DELETE -> false;
        };
    }

    /** What there is to take back once this was done upon what the same request had done before. */
    public LedgerEntry upon(LedgerEntry earlier) {
        return new LedgerEntry(requestId, step.upon(earlier.step), ownership.and(earlier.ownership), state);
    }

    public LedgerEntry stuck() {
        return new LedgerEntry(requestId, step, ownership, State.STUCK);
    }

    public LedgerEntry left() {
        return new LedgerEntry(requestId, step, ownership, State.LEFT);
    }
}
