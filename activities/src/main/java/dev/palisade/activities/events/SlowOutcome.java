package dev.palisade.activities.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestFacts;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.SlowWait;
import org.jspecify.annotations.Nullable;

/**
 * That a request waits for longer than is usual, or that its message does.
 *
 * @param state null if it is not known: nobody has accepted the message, or no worker answers for the request
 * @param generation 0 before it had a turn
 * @param attempt counts the attempts at the request, from 1
 * @param by who asked for this attempt; null for the message itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlowOutcome(
        String requestId,
        @JsonProperty("requestType") RequestType type,
        String environment,
        String name,
        String team,
        @Nullable RequestState state,
        int generation,
        int attempt,
        @Nullable String by,
        @JsonProperty("wait") SlowWait slow) {

    /** Of a request that has said how it stands. */
    public static SlowOutcome of(RequestFacts facts, SlowWait slow) {
        return new SlowOutcome(
                facts.requestId(),
                facts.type(),
                facts.environment(),
                facts.name(),
                facts.team(),
                facts.state(),
                facts.generation(),
                facts.attempt(),
                facts.by(),
                slow);
    }

    /** Of a request that has not. */
    public static SlowOutcome of(Request request, SlowWait slow) {
        return new SlowOutcome(
                request.id(),
                request.type(),
                request.environment(),
                request.name(),
                request.team(),
                null,
                0,
                Math.max(1, request.attempt()),
                request.by(),
                slow);
    }
}
