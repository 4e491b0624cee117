package dev.palisade.workflows.contract;

/** What a message asks for. */
public enum RequestType {
    /** Make the world as the document says. */
    APPLY,
    /** A dry run: say what an apply would do. Takes no turn, changes nothing. */
    PLAN
}
