package dev.palisade.activities.arm;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit of requests is reached. The request had no effect: it was not sent, or Azure refused it for no other reason.
 *
 * <p>The message names the limit, as it stands in a sentence.
 */
public final class ArmThrottled extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final Duration opensIn;
    private final Duration comeAgainIn;
    private final transient @Nullable ArmAnswer answer;

    /**
     * @param limit as it stands in a sentence
     * @param opensIn until the limit allows a request again
     * @param comeAgainIn until whoever asked may ask again; no less, and not the same for everyone
     * @param answer Azure's; null if nothing was sent
     */
    ArmThrottled(String limit, Duration opensIn, Duration comeAgainIn, @Nullable ArmAnswer answer) {
        super(limit, null, false, false);
        this.opensIn = opensIn;
        this.comeAgainIn = comeAgainIn;
        this.answer = answer;
    }

    public Duration opensIn() {
        return opensIn;
    }

    public Duration comeAgainIn() {
        return comeAgainIn;
    }

    /** Null if nothing was sent. */
    public @Nullable ArmAnswer answer() {
        return answer;
    }
}
