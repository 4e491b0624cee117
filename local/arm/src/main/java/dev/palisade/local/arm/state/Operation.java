package dev.palisade.local.arm.state;

import dev.palisade.local.arm.model.ArmError;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long-running operation.
 *
 * @param resource ARM id of the resource written
 * @param scope lower-cased id of what admits no second write meanwhile: the resource, or the parent that embeds it
 * @param endsAt in simulated time; null when it is stuck
 * @param words status words while it runs, spread evenly over its time
 * @param failure how it ends, when it fails
 * @param preempted whether an abort was accepted, so that it ends Canceled
 * @param outcome Succeeded, Failed or Canceled once it ended; null while it runs
 * @param signature the query part that makes its URL a secret, as ARM signs its operation URLs
 */
public record Operation(
        String id,
        String method,
        String resource,
        String scope,
        String location,
        String apiVersion,
        Instant startedAt,
        @Nullable Instant endsAt,
        List<String> words,
        @Nullable ArmError failure,
        boolean preempted,
        @Nullable String outcome,
        String signature) {
    /** The method of an operation that a fault keeps from doing anything: it runs, and succeeds. */
    public static final String NOTHING = "NOTHING";

    public static final String SUCCEEDED = "Succeeded";
    public static final String FAILED = "Failed";
    public static final String CANCELED = "Canceled";

    public boolean running() {
        return outcome == null;
    }

    /** Whether it keeps this scope from being written. An abort does not: what it aborts does. */
    boolean holds(String other) {
        return scope.equals(other) && !method.equals("POST");
    }

    boolean due(Instant now) {
        return running() && endsAt != null && !endsAt.isAfter(now);
    }

    /** How it ends when its time is over. */
    public String end() {
        if (preempted) {
            return CANCELED;
        }
        return failure == null ? SUCCEEDED : FAILED;
    }

    public Operation ended(String how) {
        return with(endsAt, failure, preempted, how);
    }

    /** The same operation, which a rule of its service makes fail. */
    public Operation failing(ArmError error) {
        return with(endsAt, error, preempted, outcome);
    }

    /** The same operation, which comes to its end at this instant. */
    public Operation endingAt(Instant instant) {
        return with(instant, failure, preempted, outcome);
    }

    /** The same operation, which an abort ends at this instant. */
    public Operation preemptedAt(Instant instant) {
        return with(instant, null, true, outcome);
    }

    private Operation with(@Nullable Instant end, @Nullable ArmError error, boolean aborted, @Nullable String how) {
        return new Operation(
                id,
                method,
                resource,
                scope,
                location,
                apiVersion,
                startedAt,
                end,
                words,
                error,
                aborted,
                how,
                signature);
    }

    /** The status that a poll is answered at this instant. */
    public String status(Instant now) {
        if (outcome != null) {
            return outcome;
        }
        if (endsAt == null || words.size() == 1) {
            return words.get(0);
        }
        double part = (double) Duration.between(startedAt, now).toMillis()
                / Math.max(1, Duration.between(startedAt, endsAt).toMillis());
        return words.get((int) Math.max(0, Math.min(words.size() - 1, part * words.size())));
    }
}
