package dev.palisade.workflows.request;

/** Told as a plan goes on. */
interface PlanProgress {
    /** Steps have moved, and what follows from that is under way. */
    void moved();

    /** For good: the plan will not be made again because of it. */
    void failed(StepFailure failure);

    /** An operator keeps the next step from beginning. */
    void paused(String words);

    void unpaused();
}
