package dev.palisade.activities;

/** How far the write that takes something back has come, over all attempts of its undo. */
enum Sending {
    /** Never sent, or plainly refused. */
    NOT_SENT,
    /** Sent, without an answer that tells: it may have had an effect. */
    SENT,
    /** Azure has accepted it. */
    TAKEN
}
