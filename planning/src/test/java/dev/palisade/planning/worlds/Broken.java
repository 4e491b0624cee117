package dev.palisade.planning.worlds;

/** An invariant does not hold; the message says where. */
final class Broken extends RuntimeException {
    private final Invariant invariant;

    Broken(Invariant invariant, String where) {
        super(invariant + ": " + where);
        this.invariant = invariant;
    }

    Broken(Invariant invariant, Throwable cause) {
        super(invariant + ": " + cause, cause);
        this.invariant = invariant;
    }

    Invariant invariant() {
        return invariant;
    }

    static void unless(boolean holds, Invariant invariant, String where) {
        if (!holds) {
            throw new Broken(invariant, where);
        }
    }
}
