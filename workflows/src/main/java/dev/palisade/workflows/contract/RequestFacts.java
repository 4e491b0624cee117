package dev.palisade.workflows.contract;

import dev.palisade.planning.request.RequestType;
import org.jspecify.annotations.Nullable;

/** Whose outcome it is: what every outcome says, and what it is routed by. */
public interface RequestFacts {
    String requestId();

    RequestType type();

    String environment();

    String name();

    String team();

    RequestState state();

    int generation();

    int attempt();

    @Nullable
    String by();
}
