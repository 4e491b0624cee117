package dev.palisade.client.doctor;

import java.time.Instant;

/**
 * Somebody who asks Temporal for work, as the server remembers it for some minutes.
 *
 * @param build empty for a worker without versioning, which is none of ours
 */
record Poller(String build, Work work, String identity, Instant lastSeen) {

    /** What is asked for. */
    enum Work {
        WORKFLOWS,
        ACTIVITIES
    }
}
