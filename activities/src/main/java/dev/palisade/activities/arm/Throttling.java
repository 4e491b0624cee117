package dev.palisade.activities.arm;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which limit an answer closes: ARM's, or that of the provider behind it.
 *
 * <p>ARM and the providers refuse what is beyond a limit with 429. A 503 is no word about limits; but what its {@code Retry-After} tells is
 * for how long the <i>service</i> is expected to be unavailable (RFC 9110, section 10.2.3), and not when to repeat this request, as that of
 * a 202 or a 409 does. So it closes as well, for whoever would ask the same service. Without one it says nothing about others.
 */
final class Throttling {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private static final Set<String> ARMS = Set.of("subscriptionrequeststhrottled", "toomanyrequestsreceived");

    /** AKS; storage, compute and others; ARM in the name of a provider. */
    private static final Set<String> PROVIDERS = Set.of("throttled", "toomanyrequests", "resourcerequeststhrottled");

    private Throttling() {}

    /** Empty if it closes none. */
    static Optional<RequestLimit> in(ArmCall call, ArmAnswer answer) {
        return switch (answer.status()) {
            case TOO_MANY_REQUESTS -> reached(call, answer);
            case UNAVAILABLE ->
                answer.retryAfter().filter(wait -> !wait.isZero()).map(wait -> unnamed(call, answer));
            default -> Optional.empty();
        };
    }

    private static Optional<RequestLimit> reached(ArmCall call, ArmAnswer answer) {
        String code = answer.error().code().toLowerCase(Locale.ROOT);
        if (ARMS.contains(code)) {
            return Optional.of(call.arms(call.requests()));
        }
        if (PROVIDERS.contains(code)) {
            return Optional.of(call.providers());
        }
        // Any other that we know says that something is busy, or used up: networks refuse so, with the same status, and
        // nobody else need wait.
        return ArmErrors.knows(code) ? Optional.empty() : Optional.of(unnamed(call, answer));
    }

    /**
     * Where no code says whose word it is: if ARM still has requests left, it was not ARM's. If it does not say, it is taken for ARM's word: to wait where it was not needed costs
     * seconds, to go on where one should wait makes Azure refuse for longer.
     */
    private static RequestLimit unnamed(ArmCall call, ArmAnswer answer) {
        RequestLimit arms = call.arms(call.requests());
        int left = RemainingRequests.in(call, answer).getOrDefault(arms, 0);
        return left > 0 ? call.providers() : arms;
    }
}
