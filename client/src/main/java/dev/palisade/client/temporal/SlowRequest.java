package dev.palisade.client.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.palisade.workflows.slowness.SlowWait;
import org.jspecify.annotations.Nullable;

/**
 * A request, or a message that would become one, that waits longer than is usual.
 *
 * @param id of the request, with its attempt, or of the message
 * @param state null if nobody has accepted the message
 * @param team null if it is not known
 * @param environment null if it is not known
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlowRequest(
        String id,
        @Nullable String state,
        @Nullable String team,
        @Nullable String environment,
        @JsonUnwrapped SlowWait slow) {
    static SlowRequest of(RequestListing listing, SlowWait slow) {
        return new SlowRequest(listing.id(), listing.state(), listing.team(), listing.environment(), slow);
    }

    /** @param team null if it is not known whose queue it is */
    public static SlowRequest ofMessage(String id, @Nullable String team, SlowWait slow) {
        return new SlowRequest(id, null, team, null, slow);
    }
}
