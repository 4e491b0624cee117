package dev.palisade.worker.slowness;

import java.time.Instant;

/** The requests that have not come to rest. */
@FunctionalInterface
public interface OpenRequests {
    /**
     * As many as there is time for.
     *
     * @throws UnseenException if Temporal does not answer
     */
    Look look(Instant now) throws UnseenException;
}
