package dev.palisade.worker.slowness;

import java.util.List;

/** The requests that have not come to rest. */
@FunctionalInterface
public interface OpenRequests {
    /** @throws UnseenException if Temporal does not answer */
    List<OpenRequest> seen() throws UnseenException;
}
