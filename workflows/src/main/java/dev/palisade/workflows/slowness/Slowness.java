package dev.palisade.workflows.slowness;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.slowness.Sighting.Silence;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The one rule of what is slow: a wait that has taken longer than is usual for it, and a while more. A person's decision, a turn, a worker
 * that takes up work: for these no time is usual, and so the while alone counts.
 */
public final class Slowness {
    /** With a look each minute it is told within ten minutes of no progress, also if what would say so goes away just before. */
    public static final Duration DEFAULT_ALLOWANCE = Duration.ofMinutes(5);

    private final Duration allowance;
    private final CurrentWaits waits;

    /**
     * @param allowance how much longer than usual a wait may take
     * @param azureSpeed seconds of Azure's time in one of ours; 1 for the real Azure
     */
    public Slowness(Duration allowance, double azureSpeed) {
        this.allowance = allowance;
        this.waits = new CurrentWaits(azureSpeed);
    }

    public Duration allowance() {
        return allowance;
    }

    /**
     * Everything that the request waits for longer than is usual; empty if it makes progress, or may still be expected to. One that cannot
     * be read in full is judged only by what Temporal's server knows.
     */
    public List<SlowWait> of(Sighting seen, Instant now) {
        Silence silence = seen.silence();
        if (silence != null) {
            // Told from its last move on, as all see it. What no worker takes is part of it.
            return unreachable(seen, silence.since(), silence.explanation(), now).stream()
                    .toList();
        }
        Optional<SlowWait> untaken =
                Untaken.of(seen).filter(wait -> isSlow(wait, now)).min(Comparator.comparing(SlowWait::since));
        RequestStatus status = seen.status();
        Stream<SlowWait> others = status == null || seen.unreadable() ? Stream.empty() : waits.of(seen, status);
        // What was last heard of Azure is old if no worker asks: then it is not Azure that is waited for.
        return Stream.concat(
                        untaken.stream(),
                        others.filter(wait -> isSlow(wait, now))
                                .filter(wait ->
                                        untaken.isEmpty() || !wait.where().ofAzure()))
                .toList();
    }

    /** The same while Temporal cannot be asked, by what was seen last. That must have lasted, but not as long again as the wait itself. */
    public Optional<SlowWait> unreachable(Sighting last, Instant awaySince, String reason, Instant now) {
        boolean lasts = now.isAfter(awaySince.plus(allowance.dividedBy(2)));
        return Optional.of(SlowWait.ofRequest(Where.TEMPORAL, last.lastMove(), WhoseMove.OPERATOR, reason))
                .filter(wait -> lasts && isSlow(wait, now));
    }

    /**
     * A message that nobody has accepted.
     *
     * @param temporal why Temporal does not take requests; empty if it does
     */
    public Optional<SlowWait> ofMessage(String queue, Instant enqueuedAt, Optional<String> temporal, Instant now) {
        String still = "its message is still in queue " + queue + ", not accepted";
        SlowWait wait = SlowWait.ofRequest(
                temporal.isPresent() ? Where.TEMPORAL : Where.QUEUE,
                enqueuedAt,
                WhoseMove.OPERATOR,
                temporal.map(reason -> still + ": " + reason).orElse(still));
        return Optional.of(wait).filter(slow -> isSlow(slow, now));
    }

    private boolean isSlow(SlowWait wait, Instant now) {
        return now.isAfter(wait.since().plus(wait.usual()).plus(allowance));
    }
}
