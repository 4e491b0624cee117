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
 * @param lost the connection is closed instead of sending it
 */
public record ArmReply(
        int status,
        Map<String, String> headers,
        @Nullable JsonNode body,
        Effect effect,
        @Nullable Duration retryAfter,
        boolean lost) {
    public ArmReply {
        headers = Map.copyOf(headers);
    }

    static ArmReply of(int status, @Nullable JsonNode body) {
        return new ArmReply(status, Map.of(), body, Effect.NONE, null, false);
    }

    /** The answer that carries an error. */
    public static ArmReply refusing(ArmError error) {
        return of(error.status(), error.body());
    }

    /** The same answer in another dress. */
    ArmReply answering(int otherStatus, @Nullable JsonNode otherBody) {
        return new ArmReply(otherStatus, headers, otherBody, effect, retryAfter, lost);
    }

    ArmReply with(Effect done) {
        return new ArmReply(status, headers, body, done, retryAfter, lost);
    }

    ArmReply withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ArmReply(status, more, body, effect, retryAfter, lost);
    }

    ArmReply retryAfter(@Nullable Duration wait) {
        return new ArmReply(status, headers, body, effect, wait, lost);
    }

    ArmReply withoutAnswer() {
        return new ArmReply(status, headers, body, effect, retryAfter, true);
    }
}
