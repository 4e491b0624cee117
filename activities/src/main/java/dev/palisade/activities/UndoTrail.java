package dev.palisade.activities;

import dev.palisade.activities.kind.Removal;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one undo of a creation have met and done.
 *
 * @param busy in which state an operation on it was met; null if none was
 * @param abortion whether Azure was asked to abort that operation
 * @param rest in which state it was at rest, before it was taken away; null while it was not
 */
record UndoTrail(
        @Nullable String busy, Abortion abortion, @Nullable String rest, Sending deletion) {
    enum Abortion {
        NOT_ASKED,
        ASKED,
        REFUSED
    }

    static UndoTrail recalled(Attempt attempt) {
        return attempt.recall(UndoTrail.class)
                .orElseGet(() -> new UndoTrail(null, Abortion.NOT_ASKED, null, Sending.NOT_SENT));
    }

    /** Once, and neither what is ending by itself nor our own deletion. */
    boolean mayAbort(String state) {
        return abortion == Abortion.NOT_ASKED
                && deletion == Sending.NOT_SENT
                && !state.equalsIgnoreCase("Canceling")
                && !state.equalsIgnoreCase("Deleting");
    }

    UndoTrail during(String state) {
        return new UndoTrail(busy == null ? state : busy, abortion, rest, deletion);
    }

    UndoTrail aborting(String state) {
        return new UndoTrail(state, Abortion.ASKED, rest, deletion);
    }

    UndoTrail notAborted(String state) {
        return new UndoTrail(state, Abortion.REFUSED, rest, deletion);
    }

    UndoTrail at(String state) {
        return new UndoTrail(busy, abortion, state, deletion);
    }

    UndoTrail with(Sending sending) {
        return new UndoTrail(busy, abortion, rest, sending);
    }

    /** What existed, and what became of it: "aborted while Creating, then deleted". */
    String inWords(Removal removal) {
        if (busy != null) {
            return (abortion == Abortion.ASKED ? "aborted" : "waited for its end") + " while " + busy + ", then "
                    + removal.done();
        }
        return rest == null || rest.equalsIgnoreCase("Succeeded")
                ? removal.done()
                : removal.done() + "; it was " + rest;
    }
}
