package dev.palisade.workflows.slowness;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.finding.Finding.WhoseMove;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A wait that takes longer than is usual.
 *
 * @param since when there last was progress
 * @param usual how long it usually takes, in real time; zero if it should take no time worth naming
 * @param whoseMove who has to do something before it goes on
 * @param explanation in plain words, with what was last heard
 * @param step the step that waits; null if it is the request as a whole
 * @param resource ARM ID of what the step changes; null if no step waits
 * @param heldBy the request that has the turn; null unless a turn is waited for and somebody has it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SlowWait(
        Where where,
        Instant since,
        Duration usual,
        WhoseMove whoseMove,
        String explanation,
        @Nullable String step,
        @Nullable String resource,
        @Nullable String heldBy) {

    /** Of the request as a whole, for what should take no time worth naming. */
    public static SlowWait ofRequest(Where where, Instant since, WhoseMove whoseMove, String explanation) {
        return new SlowWait(where, since, Duration.ZERO, whoseMove, explanation, null, null, null);
    }

    /**
     * Names the wait within its request: the same whoever sees it and however often, and another for a later one. Whether Azure works or
     * throttles may change with each attempt of one wait.
     */
    public String key() {
        String of = step == null ? "" : "/" + step;
        String place = where.ofAzure() ? "azure" : where.name().toLowerCase(Locale.ROOT);
        return place + "/" + since.toEpochMilli() + of;
    }
}
