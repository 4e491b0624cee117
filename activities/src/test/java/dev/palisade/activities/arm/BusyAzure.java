package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Azure's side of request limits in the published sizes and rates, on a clock that a test drives: ARM's bucket for each class, which refuses
 * when it is empty, and if wanted providers that refuse or are unavailable as they please.
 */
final class BusyAzure {
    private static final String HOST = "management.azure.com";
    private static final String GROUP = "/subscriptions/1111/resourceGroups/mygroup/providers/";

    private final Map<RequestClass, Bucket> buckets = new HashMap<>();
    private final Random random;
    private final boolean moody;
    private int refusals;

    private static final class Bucket {
        private final double size;
        private double tokens;
        private Duration filledAt = Duration.ZERO;

        private Bucket(double size) {
            this.size = size;
            this.tokens = size;
        }
    }

    /** @param moody true if providers refuse, and services are unavailable, now and then */
    BusyAzure(Random random, boolean moody) {
        this.random = random;
        this.moody = moody;
    }

    static ArmCall write(String provider) {
        return ArmCall.of(HttpMethod.PUT, HOST, GROUP + provider + "/things/one");
    }

    static ArmCall read(String provider) {
        return ArmCall.of(HttpMethod.GET, HOST, GROUP + provider + "/things/one");
    }

    /** How often ARM has refused what was beyond its bucket. */
    int refusals() {
        return refusals;
    }

    ArmAnswer answer(ArmCall call, Duration now) {
        Bucket bucket = filled(call.requests(), now);
        if (bucket.tokens < 1) {
            refusals++;
            return refused(429, "SubscriptionRequestsThrottled", 1 + random.nextInt(17), Map.of());
        }
        bucket.tokens--;
        Map<String, String> left = Map.of(
                "x-ms-ratelimit-remaining-subscription-"
                        + call.requests().name().toLowerCase(Locale.ROOT),
                Integer.toString((int) bucket.tokens));
        if (moody && random.nextInt(25) == 0) {
            return random.nextBoolean()
                    ? refused(429, "TooManyRequests", 1 + random.nextInt(20), left)
                    : refused(503, "ServiceUnavailable", 1 + random.nextInt(20), left);
        }
        if (moody && random.nextInt(100) == 0) {
            return refused(503, "ServiceUnavailable", 1 + random.nextInt(20), Map.of());
        }
        return new ArmAnswer(200, left, null);
    }

    /** Somebody else has the same principal. */
    void drain(RequestClass requests, int tokens, Duration now) {
        Bucket bucket = filled(requests, now);
        bucket.tokens = Math.max(0, bucket.tokens - tokens);
    }

    private Bucket filled(RequestClass requests, Duration now) {
        Bucket bucket = buckets.computeIfAbsent(requests, each -> new Bucket(each == RequestClass.READS ? 250 : 200));
        double refill = now.minus(bucket.filledAt).toNanos() / 1e9 * requests.refill();
        bucket.tokens = Math.min(bucket.size, bucket.tokens + refill);
        bucket.filledAt = now;
        return bucket;
    }

    private static ArmAnswer refused(int status, String code, int retryAfter, Map<String, String> left) {
        Map<String, String> headers = new HashMap<>(left);
        headers.put("Retry-After", Integer.toString(retryAfter));
        return new ArmAnswer(
                status,
                headers,
                JsonNodeFactory.instance
                        .objectNode()
                        .set("error", JsonNodeFactory.instance.objectNode().put("code", code)));
    }
}
