package dev.palisade.local.arm.http;

import dev.palisade.local.arm.engine.ArmRequest;
import dev.palisade.local.arm.state.SimulatedClock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * ARM's token buckets, one for each principal, subscription and class of request, refilled in simulated time. What is left is in the headers
 * of each answer. A request beyond it is refused only if somebody has asked for that, with the size that the buckets then have.
 */
public final class RateLimits {
    private record Limit(String word, int size, int perSecond) {}

    private record Key(String principal, String subscription, String word) {}

    private static final Limit READS = new Limit("reads", 250, 25);
    private static final Limit WRITES = new Limit("writes", 200, 10);
    private static final Limit DELETES = new Limit("deletes", 200, 10);
    private static final int GLOBAL = 15;

    /** After a refusal the bucket fills for so long, in simulated time. */
    private static final Duration CLOSED_FOR = Duration.ofSeconds(5);

    private static final class Bucket {
        private double tokens;
        private Instant filled;

        private Bucket(int size, Instant now) {
            tokens = size;
            filled = now;
        }
    }

    private final SimulatedClock clock;
    private final Map<Key, Bucket> buckets = new LinkedHashMap<>();
    private @Nullable Integer refusedBeyond;

    public RateLimits(SimulatedClock clock) {
        this.clock = clock;
    }

    /** Lets every bucket hold so many requests, and refuses what comes when it is empty; null shows ARM's own sizes and refuses nothing. */
    public synchronized void refuseBeyond(@Nullable Integer requests) {
        refusedBeyond = requests;
        buckets.clear();
    }

    /** Takes a token. Empty if there was one, or if none is needed; else how long to wait, in simulated time. */
    synchronized Optional<Duration> take(ArmRequest request) {
        Bucket bucket = bucket(request);
        boolean refused = refusedBeyond != null && bucket.tokens < 1;
        bucket.tokens = Math.max(0, bucket.tokens - 1);
        return refused ? Optional.of(CLOSED_FOR) : Optional.empty();
    }

    /** The headers that say what is left. */
    synchronized Map<String, String> left(ArmRequest request) {
        Limit limit = limit(request);
        int left = (int) bucket(request).tokens;
        return Map.of(
                "x-ms-ratelimit-remaining-subscription-" + limit.word(),
                Integer.toString(left),
                "x-ms-ratelimit-remaining-subscription-global-" + limit.word(),
                Integer.toString(size(limit) * (GLOBAL - 1) + left));
    }

    private Bucket bucket(ArmRequest request) {
        Limit limit = limit(request);
        Instant now = clock.now();
        Bucket bucket = buckets.computeIfAbsent(
                new Key(String.valueOf(request.principal()), subscription(request.path()), limit.word()),
                key -> new Bucket(size(limit), now));
        double refill = Duration.between(bucket.filled, now).toMillis() / 1000.0 * limit.perSecond();
        bucket.tokens = Math.min(size(limit), bucket.tokens + refill);
        bucket.filled = now;
        return bucket;
    }

    private int size(Limit limit) {
        return refusedBeyond == null ? limit.size() : refusedBeyond;
    }

    private static Limit limit(ArmRequest request) {
        return switch (request.method()) {
            case "GET" -> READS;
            case "DELETE" -> DELETES;
            default -> WRITES;
        };
    }

    private static String subscription(String path) {
        String[] segments = path.toLowerCase(Locale.ROOT).split("/", -1);
        return segments.length > 2 && segments[1].equals("subscriptions") ? segments[2] : "";
    }
}
