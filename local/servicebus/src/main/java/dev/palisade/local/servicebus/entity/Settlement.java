package dev.palisade.local.servicebus.entity;

/** What came of a disposition. */
public enum Settlement {
    DONE,
    /** The lock has run out, or was never given: nothing has changed. */
    LOCK_LOST,
    /** The session that the message was received in is no longer held: nothing has changed. */
    SESSION_LOCK_LOST,
    /** A message of a dead-letter queue cannot be dead-lettered: nothing has changed. */
    NOT_ALLOWED
}
