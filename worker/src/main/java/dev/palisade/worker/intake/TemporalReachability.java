package dev.palisade.worker.intake;

/** Whether Temporal answers, as the intake sees it. */
public interface TemporalReachability {
    /** Waits until Temporal answers; false if the worker is stopping, so that there is nothing to wait for. */
    boolean awaitReachable();

    /** Temporal did not take a request: wait for its next sign of life before trying again. */
    void lost(String reason);

    /** Temporal took a request: whatever was wrong is over. */
    void taken();
}
