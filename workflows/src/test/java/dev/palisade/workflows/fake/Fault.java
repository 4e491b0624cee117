package dev.palisade.workflows.fake;

/** The ways in which a step can go wrong. Each says whether it goes on for ever. */
public enum Fault {
    /** Azure refuses before anything happens, and it is the document's fault. */
    REFUSED,
    /** The same, and the failure says that nothing was sent. */
    REFUSED_BEFORE_ANY_WRITE,
    /** Azure refuses for a quota. */
    QUOTA,
    /** The effect happens, its response is lost once. */
    RESPONSE_LOST,
    /** The effect happens, and no response ever comes through. */
    EVERY_RESPONSE_LOST,
    /** Azure accepts, and the operation fails in the end; the resource is there, broken. */
    FAILS_LATE,
    /** Azure accepts, and the operation goes on for ever. */
    NEVER_ENDS,
    /** Somebody changed the same thing meanwhile; seen once. */
    WORLD_CHANGED,
    /** Somebody goes on changing the same thing. */
    WORLD_KEEPS_CHANGING,
    /** The first undo is answered with a server error. */
    UNDO_FAILS_ONCE,
    /** A lock keeps the undo from happening. */
    UNDO_LOCKED,
    /** After all is done, the world is not as it was wanted. */
    VERIFY_DIFFERS
}
