package dev.palisade.workflows.contract;

/** Where a request is. The names are what people search for, in the command line and in Temporal's Web UI. */
public enum RequestState {
    WAITING_FOR_TURN,
    PLANNING,
    AWAITING_APPROVAL,
    APPLYING,
    VERIFYING,
    UNDOING,
    /** A dry run's plan is made. */
    PLANNED,
    READY,
    /** Refused before anything was touched. */
    REJECTED,
    ROLLED_BACK,
    /** Kept as it is: a person decides. */
    PARKED,
    /** An undo failed: the status names what remains. */
    STUCK,
    CANCELLED;

    /** True if nothing more happens by itself. */
    public boolean resting() {
        return compareTo(PLANNED) >= 0;
    }
}
