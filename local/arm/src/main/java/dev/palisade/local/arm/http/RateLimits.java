package dev.palisade.local.arm.http;

import dev.palisade.local.arm.state.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * ARM's token buckets, refilled in simulated time. They are shown in the headers of each answer; a request beyond them is not
 * refused, which is what the fault THROTTLE is for.
 */
final class RateLimits {
    private record Limit(String word, int size, int perSecond) {}

    private static final Limit READS = new Limit("reads", 250, 25);
    private static final Limit WRITES = new Limit("writes", 200, 10);
    private static final Limit DELETES = new Limit("deletes", 200, 10);
    private static final int GLOBAL = 15;

    private static final class Bucket {
        private double tokens;
        private Instant filled;

        private Bucket(int size, Instant now) {
            tokens = size;
            filled = now;
        }
    }

    private final SimulatedClock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>();

    RateLimits(SimulatedClock clock) {
        this.clock = clock;
    }

    /** Spends a token and answers the headers that say what is left. */
    synchronized Map<String, String> spend(String method) {
        Limit limit = switch (method) {
            case "GET" -> READS;
            case "DELETE" -> DELETES;
            default -> WRITES;
        };
        Instant now = clock.now();
        Bucket bucket = buckets.computeIfAbsent(limit.word(), word -> new Bucket(limit.size(), now));
        double refill = Duration.between(bucket.filled, now).toMillis() / 1000.0 * limit.perSecond();
        bucket.tokens = Math.max(0, Math.min(limit.size(), bucket.tokens + refill) - 1);
        bucket.filled = now;
        String left = Integer.toString((int) bucket.tokens);
        String globalLeft = Integer.toString(limit.size() * GLOBAL - limit.size() + (int) bucket.tokens);
        return Map.of(
                "x-ms-ratelimit-remaining-subscription-" + limit.word(),
                left,
                "x-ms-ratelimit-remaining-subscription-global-" + limit.word(),
                globalLeft);
    }
}
