package dev.palisade.planning.worlds;

/** An invariant does not hold; the message says where. */
public final class Broken extends RuntimeException {
    private final Invariant invariant;

    public Broken(Invariant invariant, String where) {
        super(invariant + ": " + where);
        this.invariant = invariant;
    }

    public Broken(Invariant invariant, Throwable cause) {
        super(invariant + ": " + cause, cause);
        this.invariant = invariant;
    }

    public Invariant invariant() {
        return invariant;
    }

    public static void unless(boolean holds, Invariant invariant, String where) {
        if (!holds) {
            throw new Broken(invariant, where);
        }
    }
}
