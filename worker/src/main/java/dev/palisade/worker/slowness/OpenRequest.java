package dev.palisade.worker.slowness;

import dev.palisade.activities.events.SlowOutcome;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.slowness.Sighting;
import dev.palisade.workflows.slowness.SlowWait;
import org.jspecify.annotations.Nullable;

/**
 * An open request as it was seen.
 *
 * @param id with its attempt, if that is not the first
 * @param input what it was started with; null if it says itself how it stands, or that cannot be read
 * @param unread why what it says cannot be read; null if it can
 */
public record OpenRequest(
        String id,
        Sighting seen,
        @Nullable Request input,
        @Nullable String unread) {

    /** The same, by what was seen of it before. */
    OpenRequest after(OpenRequest before) {
        return new OpenRequest(id, seen.after(before.seen), input, unread);
    }

    Slow slow(SlowWait wait) {
        RequestStatus status = seen.status();
        if (status != null) {
            return new Slow(id, wait, SlowOutcome.of(status, wait));
        }
        return new Slow(id, wait, input == null ? null : SlowOutcome.of(input, wait));
    }
}
