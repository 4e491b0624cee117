package dev.palisade.local.arm.fault;

/** The faults, with the methods that they strike when the fault names none. */
public enum FaultKind {
    /** A long-running write is accepted; later the operation and the resource end {@code Failed}. */
    LATE_FAILURE(false, true),
    /** The connection is closed without an answer; nothing is done. */
    LOSE_REQUEST(true, true),
    /** The effect is committed and the connection is closed without an answer. */
    LOSE_RESPONSE(false, true),
    /** What was asked is done, and the body of the answer breaks off in the middle. Waits for an answer that has one. */
    TRUNCATE_BODY(true, true),
    /** What was asked is done at once, and the answer comes late. */
    SLOW_ANSWER(true, true),
    /** A read answers the state before the last write, or 404 if that write made the resource. Waits for such a write. */
    STALE_READ(true, false),
    /** A read shows a resource still {@code Updating} whose operation has succeeded. Waits for the end of such a write. */
    LAGGING_STATE(true, false),
    /** A write is accepted and all that it answers says success, but nothing has changed. */
    WITHOUT_EFFECT(false, true),
    /** 429, with Retry-After unless the fault says 0; nothing is done. */
    THROTTLE(true, true),
    /** 409 as the service words an operation in progress; nothing is done. */
    CONFLICT_IN_PROGRESS(false, true),
    /** 500, or the 5xx that the fault names, with Retry-After if the fault names one; nothing is done. */
    SERVER_ERROR(true, true),
    /** A long-running write is accepted and its operation never ends. */
    STUCK(false, true),
    /**
     * The status of an operation that runs is a word that no document of Azure's has. Strikes polls. An operation that begins while it
     * waits ends only after that has been read, so that whoever comes late reads it too.
     */
    UNDOCUMENTED_STATUS(false, false),
    /** Refused with the status and code that the fault names: a policy, a lock, a quota, a permission. */
    REFUSE(false, true);

    /** The method of a fault that strikes the polling of a resource's operation rather than the resource. */
    public static final String POLL = "POLL";

    private final boolean reads;
    private final boolean writes;

    FaultKind(boolean reads, boolean writes) {
        this.reads = reads;
        this.writes = writes;
    }

    boolean strikesByDefault(String method) {
        if (method.equals(POLL)) {
            return this == UNDOCUMENTED_STATUS;
        }
        return method.equals("GET") ? reads : writes;
    }
}
