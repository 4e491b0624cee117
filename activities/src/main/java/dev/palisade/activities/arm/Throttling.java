package dev.palisade.activities.arm;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which limits an answer closes: ARM's, or that of the provider behind it.
 *
 * <p>ARM and the providers refuse what is beyond a limit with 429. A 503 is no word about limits; but what its {@code Retry-After} tells is
 * for how long the <i>service</i> is expected to be unavailable (RFC 9110, section 10.2.3), and not when to repeat this request, as that of
 * a 202 or a 409 does. So it closes as well, for whoever would ask the same service. Without one it says nothing about others.
 * Each answer that has come through ARM says what ARM still allows; where that is missing, it may be ARM itself that is unavailable, or what
 * stands before it. Then all wait, but only until one who asks another provider may find out: a whole subscription must not stand still for
 * an hour because of one service.
 */
final class Throttling {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;
    /** For how long a service that may be another's is believed to be down. */
    private static final Duration LONGEST_DOUBT = Duration.ofSeconds(60);

    private static final Set<String> ARMS = Set.of("subscriptionrequeststhrottled", "toomanyrequestsreceived");

    /** AKS; storage, compute and others; ARM in the name of a provider. */
    private static final Set<String> PROVIDERS = Set.of("throttled", "toomanyrequests", "resourcerequeststhrottled");

    private Throttling() {}

    /** @param longest it is closed for no longer than that, whatever the answer says */
    record Closing(RequestLimit limit, Duration longest) {
        static Closing of(RequestLimit limit) {
            return new Closing(limit, RetrySchedule.LONGEST_AFTER_REFUSAL);
        }
    }

    /** Empty if it closes none. */
    static List<Closing> in(ArmCall call, ArmAnswer answer) {
        return switch (answer.status()) {
            case TOO_MANY_REQUESTS ->
                reached(call, answer).stream().map(Closing::of).toList();
            case UNAVAILABLE ->
                answer.retryAfter()
                        .filter(wait -> !wait.isZero())
                        .map(wait -> unavailable(call, answer))
                        .orElse(List.of());
            default -> List.of();
        };
    }

    private static List<Closing> unavailable(ArmCall call, ArmAnswer answer) {
        Closing asked = Closing.of(call.providers());
        RequestLimit arms = call.arms(call.requests());
        boolean throughArm = RemainingRequests.in(call, answer).containsKey(arms);
        return throughArm || asked.limit().equals(arms)
                ? List.of(asked)
                : List.of(asked, new Closing(arms, LONGEST_DOUBT));
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
