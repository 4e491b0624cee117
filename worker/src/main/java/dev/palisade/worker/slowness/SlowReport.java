package dev.palisade.worker.slowness;

import dev.palisade.activities.events.OutcomeTooLarge;
import dev.palisade.activities.events.SlowOutcome;
import dev.palisade.activities.events.SlowOutcomes;
import dev.palisade.activities.events.SlowOutcomes.Untold;
import dev.palisade.workflows.slowness.SlowWait;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each wait once that it is slow: a warning, and an outcome. What the topic does not take in time is told at the next look; what a
 * worker tells again after its restart has the id that it had.
 */
final class SlowReport {
    /** A look has to end before the next; then telling goes on. */
    static final Duration AT_MOST = Duration.ofSeconds(30);

    /** Longer than Temporal or a queue is usually away, during which nobody knows whether it is slow still. */
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private static final Logger LOG = LoggerFactory.getLogger(SlowReport.class);

    private final SlowOutcomes outcomes;
    private final Clock clock;
    private final Map<String, Mark> marks = new HashMap<>();

    SlowReport(SlowOutcomes outcomes, Clock clock) {
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /**
     * What has become of a wait.
     *
     * @param settled true if it is told, or never will be
     * @param triedAt when it was last tried to tell it
     */
    private record Mark(Instant seenAt, boolean settled, Instant triedAt) {}

    void tell(List<Slow> slow) {
        Instant now = clock.instant();
        slow.forEach(one -> see(one, now));
        publish(slow, now.plus(AT_MOST));
        marks.values().removeIf(mark -> mark.seenAt.isBefore(now.minus(REMEMBERED)));
    }

    private void see(Slow one, Instant now) {
        Mark before = marks.get(one.key());
        if (before == null) {
            warn(one);
        }
        marks.put(
                one.key(),
                before == null ? new Mark(now, false, Instant.EPOCH) : new Mark(now, before.settled, before.triedAt));
    }

    /** What was refused before comes last: it may be refused for ever, and must not keep back the others. */
    private void publish(List<Slow> slow, Instant end) {
        List<Slow> untold = slow.stream()
                .filter(one -> one.outcome() != null && !mark(one).settled)
                .sorted(Comparator.comparing(one -> mark(one).triedAt))
                .toList();
        int told = 0;
        try {
            while (told < untold.size() && clock.instant().isBefore(end)) {
                publish(untold.get(told));
                told++;
            }
            if (told < untold.size()) {
                LOG.warn("{} of what is slow is told at the next look: the topic takes its time", untold.size() - told);
            }
        } catch (Untold away) {
            LOG.warn("{} of what is slow is told at the next look: {}", untold.size() - told, away.getMessage());
        }
    }

    private void publish(Slow slow) {
        SlowOutcome outcome = slow.outcome();
        Mark mark = mark(slow);
        if (outcome == null || mark.settled) {
            return;
        }
        marks.put(slow.key(), new Mark(mark.seenAt, false, clock.instant()));
        try {
            outcomes.tell(outcome);
        } catch (OutcomeTooLarge never) {
            LOG.warn("that request {} is slow is not told on the topic: {}", slow.id(), never.getMessage());
        }
        marks.put(slow.key(), new Mark(mark.seenAt, true, mark.triedAt));
    }

    private Mark mark(Slow seen) {
        return Objects.requireNonNull(marks.get(seen.key()));
    }

    private static void warn(Slow slow) {
        SlowWait wait = slow.waiting();
        LOG.warn(
                "request {} makes no progress since {} (usual: {}), waiting for {}: {}; next move: {}",
                slow.id(),
                wait.since(),
                wait.usual(),
                wait.where(),
                wait.explanation(),
                wait.whoseMove());
    }
}
