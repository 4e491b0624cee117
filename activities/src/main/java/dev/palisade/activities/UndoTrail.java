package dev.palisade.activities;

import dev.palisade.activities.kind.Removal;
import org.jspecify.annotations.Nullable;

/**
 * What the attempts of one undo of a creation have met and done.
 *
 * @param busy in which state an operation on it was met first; null if none was
 * @param abortAnswered true once Azure has said whether it aborts that operation; a server that broke down is asked again
 * @param rest in which state it was at rest, before it was taken away; null while it was not
 */
record UndoTrail(
        @Nullable String busy,
        boolean abortAnswered,
        @Nullable String rest,
        Sending deletion) {
    static final UndoTrail NONE = new UndoTrail(null, false, null, Sending.NOT_SENT);

    UndoTrail {
        deletion = deletion == null ? Sending.NOT_SENT : deletion;
    }

    /** Neither what is ending by itself nor our own deletion. */
    boolean mayAbort(String state) {
        return !abortAnswered
                && deletion == Sending.NOT_SENT
                && !state.equalsIgnoreCase("Canceling")
                && !state.equalsIgnoreCase("Deleting");
    }

    UndoTrail during(String state) {
        return new UndoTrail(busy == null ? state : busy, abortAnswered, rest, deletion);
    }

    UndoTrail withAbortAnswered() {
        return new UndoTrail(busy, true, rest, deletion);
    }

    UndoTrail at(String state) {
        return new UndoTrail(busy, abortAnswered, state, deletion);
    }

    UndoTrail with(Sending sending) {
        return new UndoTrail(busy, abortAnswered, rest, sending);
    }

    /** What existed, and what became of it: "aborted while Creating, then deleted". Whether an abort came in time, only the end tells. */
    String inWords(Removal removal) {
        String end = rest == null ? "Succeeded" : rest;
        if (busy != null) {
            String how = end.equalsIgnoreCase("Canceled") ? "aborted" : "waited for its end";
            return how + " while " + busy + ", then " + removal.done();
        }
        return end.equalsIgnoreCase("Succeeded") ? removal.done() : removal.done() + "; it was " + end;
    }
}
