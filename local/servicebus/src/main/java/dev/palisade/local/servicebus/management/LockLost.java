package dev.palisade.local.servicebus.management;

/** The answer to a lock token, or a session, that nobody holds any more. */
public final class LockLost {
    public static final String CONDITION = "com.microsoft:message-lock-lost";
    public static final String DESCRIPTION =
            "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.";

    public static final String OF_SESSION_CONDITION = "com.microsoft:session-lock-lost";
    public static final String OF_SESSION_DESCRIPTION =
            "The session lock has expired on the MessageSession. Accept a new MessageSession.";

    private LockLost() {}

    static Response response() {
        return Response.error(410, CONDITION, DESCRIPTION);
    }

    static Response ofSession() {
        return Response.error(410, OF_SESSION_CONDITION, OF_SESSION_DESCRIPTION);
    }
}
