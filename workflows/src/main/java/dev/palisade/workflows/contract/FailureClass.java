package dev.palisade.workflows.contract;

/**
 * The four classes of Azure's errors, and ours when the world is not as planned. The name is the {@code type} of the
 * {@code ApplicationFailure}; its first detail is an {@link AzureFailure}.
 */
public enum FailureClass {
    /** Somebody else's operation, throttling, a parent or a role just made: it passes. */
    WAIT,
    /** Server errors, connections, a token to refresh: again. */
    RETRY,
    /** The document or the request is wrong. */
    YOURS,
    /** Policy, lock, quota, capacity, permission. */
    NEEDS_A_PERSON,
    /** A touched field is neither as planned before nor as planned after: plan again. */
    WORLD_CHANGED,
    /** An operator has paused writes here; nothing was done. */
    PAUSED
}
