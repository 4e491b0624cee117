package dev.palisade.worker.slowness;

import dev.palisade.activities.events.SlowOutcome;
import dev.palisade.activities.events.SlowOutcomes;
import dev.palisade.activities.events.SlowOutcomes.Untold;
import dev.palisade.workflows.slowness.SlowWait;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of each wait once that it is slow: a warning, and an outcome. What the topic does not take is told at the next look; what a worker
 * tells again after its restart has the id that it had.
 */
final class SlowReport {
    private static final Logger LOG = LoggerFactory.getLogger(SlowReport.class);

    private final SlowOutcomes outcomes;
    private final Set<String> warned = new HashSet<>();
    private final Set<String> told = new HashSet<>();

    SlowReport(SlowOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** @param whole false if not everything could be looked at, so that what is not seen may be slow still */
    void tell(List<Slow> slow, boolean whole) {
        slow.stream().filter(one -> warned.add(one.key())).forEach(SlowReport::warn);
        publish(slow.stream()
                .filter(one -> one.outcome() != null && !told.contains(one.key()))
                .toList());
        if (whole) {
            Set<String> now = slow.stream().map(Slow::key).collect(Collectors.toSet());
            warned.retainAll(now);
            told.retainAll(now);
        }
    }

    private void publish(List<Slow> untold) {
        if (untold.isEmpty()) {
            return;
        }
        try {
            outcomes.tell(untold.stream().flatMap(SlowReport::outcome).toList());
            told.addAll(untold.stream().map(Slow::key).toList());
        } catch (Untold away) {
            LOG.warn("{} of what is slow is told at the next look: {}", untold.size(), away.getMessage());
        }
    }

    private static Stream<SlowOutcome> outcome(Slow slow) {
        return Stream.ofNullable(slow.outcome());
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
