package dev.palisade.activities.arm;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whose limit a 429 speaks of: ARM's, or that of the provider behind it. */
final class Throttling {
    private static final int TOO_MANY_REQUESTS = 429;

    private static final Set<String> ARMS = Set.of("subscriptionrequeststhrottled", "toomanyrequestsreceived");

    /** AKS; storage, compute and others; ARM in the name of a provider. */
    private static final Set<String> PROVIDERS = Set.of("throttled", "toomanyrequests", "resourcerequeststhrottled");

    private Throttling() {}

    /** The limit that an answer says is reached; empty if it says no such thing. */
    static Optional<RequestLimit> in(ArmCall call, ArmAnswer answer) {
        if (answer.status() != TOO_MANY_REQUESTS) {
            return Optional.empty();
        }
        String code = answer.error().code().toLowerCase(Locale.ROOT);
        if (ARMS.contains(code)) {
            return Optional.of(call.arms(call.requests()));
        }
        if (PROVIDERS.contains(code)) {
            return Optional.of(call.providers());
        }
        // Any other that we know says that something is busy, or used up: networks refuse so, with the same status, and
        // nobody else need wait.
        return ArmErrors.knows(code) ? Optional.empty() : Optional.of(unknown(call, answer));
    }

    /**
     * If ARM still has requests left, it was not ARM. If it does not say, it is taken for ARM's word: to wait where it was not needed costs
     * seconds, to go on where one should wait makes Azure refuse for longer.
     */
    private static RequestLimit unknown(ArmCall call, ArmAnswer answer) {
        RequestLimit arms = call.arms(call.requests());
        int left = RemainingRequests.in(call, answer).getOrDefault(arms, 0);
        return left > 0 ? call.providers() : arms;
    }
}
