package dev.palisade.worker.slowness;

import dev.palisade.activities.events.SlowOutcome;
import dev.palisade.workflows.slowness.SlowWait;
import org.jspecify.annotations.Nullable;

/**
 * Something that is slow now.
 *
 * @param id of the request, with its attempt, or of the message
 * @param outcome what is told of it; null if nobody can tell whose it is
 */
record Slow(String id, SlowWait waiting, @Nullable SlowOutcome outcome) {
    /** The same for the same wait, at every look. */
    String key() {
        return id + "/" + waiting.key();
    }
}
