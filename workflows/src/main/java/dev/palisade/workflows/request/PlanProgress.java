package dev.palisade.workflows.request;

/** Told as a plan goes on. */
interface PlanProgress {
    /** A step has moved. */
    void moved();

    /** For good: the plan will not be made again because of it. */
    void failed(StepFailure failure);

    /** An operator keeps the next step from beginning. */
    void paused(String words);

    void unpaused();
}
