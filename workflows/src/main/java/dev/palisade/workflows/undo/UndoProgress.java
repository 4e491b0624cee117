package dev.palisade.workflows.undo;

import dev.palisade.workflows.contract.Undone;

/** Told as the undo goes on. */
public interface UndoProgress {
    /** For an undo whose activities in Temporal are all there is to see. */
    UndoProgress UNWATCHED = new UndoProgress() {};

    /** Undos have begun or ended, and what follows from that is under way. */
    default void moved() {}

    default void undoing(String stepId) {}

    default void undone(Undone undone) {}

    /** An operator keeps the next undo from beginning. */
    default void paused(String words) {}

    default void unpaused() {}
}
