package dev.palisade.local.servicebus.management;

/** The answer to a lock token that stands for nothing any more. */
public final class LockLost {
    public static final String CONDITION = "com.microsoft:message-lock-lost";
    public static final String DESCRIPTION =
            "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.";

    private LockLost() {}

    static Response response() {
        return Response.error(410, CONDITION, DESCRIPTION);
    }
}
