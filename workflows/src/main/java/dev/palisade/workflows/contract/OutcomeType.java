package dev.palisade.workflows.contract;

/** What an outcome tells. Each has a CloudEvents type, and a JSON Schema for its data. */
public enum OutcomeType {
    ACCEPTED("accepted"),
    /** A plan is made: of a dry run, which rests with it, or of a request that will go on by it. */
    PLANNED("planned"),
    AWAITING_APPROVAL("awaiting_approval"),

    STEP_STARTED("step.started"),
    /** Azure has an operation in flight. Told once, not each time it is asked after. */
    STEP_WAITING("step.waiting"),
    /** Well or not; its state says so. */
    STEP_FINISHED("step.finished"),
    /** Its undo has come to an end; the result says what became of it. */
    STEP_UNDONE("step.undone"),

    READY("ready"),
    REJECTED("rejected"),
    ROLLED_BACK("rolled_back"),
    PARKED("parked"),
    STUCK("stuck"),
    CANCELLED("cancelled"),

    /** It makes no progress for longer than is usual; told by a worker that looks, not by the request itself. */
    SLOW("slow"),

    /** Reserved: nothing publishes it, and no other outcome may take its name. It is for what reconciliation finds. */
    DRIFTED("drifted");

    private final String event;

    OutcomeType(String event) {
        this.event = event;
    }

    /** Short, for filters: {@code step.started}. */
    public String event() {
        return event;
    }

    /** The CloudEvents {@code type}. */
    public String eventType() {
        return "dev.palisade.outcome." + event + ".v1";
    }

    /** @throws IllegalArgumentException if a request says nothing when it enters this state */
    public static OutcomeType of(RequestState state) {
        return valueOf(state.name());
    }
}
