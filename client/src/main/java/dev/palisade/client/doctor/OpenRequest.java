package dev.palisade.client.doctor;

import java.util.Optional;

/**
 * An attempt of a request that has not ended.
 *
 * @param id {@code churn-1}, or {@code churn-1/attempt-2}
 * @param build the one that it runs on, to its end; empty while no worker has touched it, when it waits for whichever is current
 */
record OpenRequest(String id, Optional<String> build) {}
