package dev.palisade.planning.worlds;

/** What must hold in every world, whatever is asked and whatever fails. */
public enum Invariant {
    /** Nothing of ours throws where a finding or an outcome is due. */
    ALWAYS_ANSWERS,
    /** Ids are used once, and each step comes after what it depends on. */
    PLAN_IS_ORDERED,
    /** What a plan says was there is there when the step's turn comes, in whatever order its dependences allow. */
    BEFORE_IS_TRUE,
    /** Azure would take every write: a rule after its endpoint, an attachment after its cluster, nothing beneath what still stands. */
    AZURE_TAKES_IT,
    ONE_CREATION,
    /** No environment is changed by two requests at once. */
    ONE_AT_A_TIME,
    /** Every request tells how it ended, once. */
    EVERY_END_IS_TOLD,
    REFUSAL_TOUCHES_NOTHING,
    /** Nobody claims what the planner has not seen to be free. */
    CLAIMS_ARE_FREE,
    /** Right after everything was done, there is nothing to do. */
    NOTHING_LEFT_TO_DO,
    /** What differs from the world without us is in somebody's ledger. */
    EVERYTHING_IS_ACCOUNTED_FOR,
    /** What a ledger says stands, stands. */
    LEDGER_IS_TRUE,
    /** What was taken back is as before, but for what the outcomes say remains. */
    TAKEN_BACK_IS_AS_BEFORE,
    DOORS_STAY_CLOSED,
    /** A door opens by a step that says so, and by nothing else. */
    NOTHING_OPENS_UNASKED,
    NEIGHBOURS_STAY_WHOLE,
    FOREIGN_STAYS_UNTOUCHED,
    /** When all have gone, the world is as if we had never been. */
    ENDS_AS_IT_BEGAN
}
