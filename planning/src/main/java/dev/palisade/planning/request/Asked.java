package dev.palisade.planning.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * A request, as the planner sees it.
 *
 * @param requestId the same for every attempt: what this very request has begun is planned again, until it is finished
 * @param environment the workspace
 * @param data what the message carried: a document, or what is to be done ({@code workspace}, {@code if_generation}, …)
 * @param standing null while nothing stands
 * @param ledger what Palisade owns in the environment
 * @param scopes what the plan may change
 */
public record Asked(
        String requestId,
        ResourceId environment,
        RequestType type,
        JsonNode data,
        @Nullable Standing standing,
        Ledger ledger,
        Scopes scopes) {}
