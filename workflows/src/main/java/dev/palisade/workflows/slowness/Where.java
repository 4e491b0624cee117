package dev.palisade.workflows.slowness;

/** Where a request, or the message that would become one, waits. */
public enum Where {
    /** A person has not decided on the plan. */
    APPROVAL,
    /** An operator has paused writes. */
    PAUSE,
    /** Another request has the environment's turn. */
    TURN,
    /** Azure works, or lets nobody begin yet. */
    AZURE_OPERATION,
    /** Azure wants no more requests for a while. */
    THROTTLING,
    /** Temporal does not answer, or has work that no worker takes. */
    TEMPORAL,
    /** Service Bus has a message that nobody has accepted, or does not take an outcome. */
    QUEUE;

    /** True for what is heard of Azure, attempt by attempt, as long as a worker asks. */
    boolean ofAzure() {
        return this == AZURE_OPERATION || this == THROTTLING;
    }
}
