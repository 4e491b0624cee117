package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.Effect;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param retryAfter in simulated time
 * @param delivery how it reaches who asked
 */
public record ArmReply(
        int status,
        Map<String, String> headers,
        @Nullable JsonNode body,
        Effect effect,
        @Nullable Duration retryAfter,
        Delivery delivery) {
    public ArmReply {
        headers = Map.copyOf(headers);
    }

    /** How an answer reaches who asked. */
    public enum Manner {
        WHOLE,
        /** Its body breaks off in the middle. */
        TRUNCATED,
        /** The connection is closed instead. */
        LOST
    }

    /** @param late how long after it was made, in simulated time */
    public record Delivery(Manner manner, Duration late) {
        static final Delivery PROMPT = new Delivery(Manner.WHOLE, Duration.ZERO);
    }

    static ArmReply of(int status, @Nullable JsonNode body) {
        return new ArmReply(status, Map.of(), body, Effect.NONE, null, Delivery.PROMPT);
    }

    /** The answer that carries an error. */
    public static ArmReply refusing(ArmError error) {
        return of(error.status(), error.body());
    }

    /** The same answer in another dress. */
    ArmReply answering(int otherStatus, @Nullable JsonNode otherBody) {
        return new ArmReply(otherStatus, headers, otherBody, effect, retryAfter, delivery);
    }

    ArmReply with(Effect done) {
        return new ArmReply(status, headers, body, done, retryAfter, delivery);
    }

    ArmReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ArmReply(status, more, body, effect, retryAfter, delivery);
    }

    ArmReply retryAfter(@Nullable Duration wait) {
        return new ArmReply(status, headers, body, effect, wait, delivery);
    }

    ArmReply delivered(Manner manner) {
        return new ArmReply(status, headers, body, effect, retryAfter, new Delivery(manner, delivery.late()));
    }

    ArmReply delivered(Duration late) {
        return new ArmReply(status, headers, body, effect, retryAfter, new Delivery(delivery.manner(), late));
    }
}
