package dev.palisade.worker.slowness;

import dev.palisade.activities.events.SlowOutcome;
import dev.palisade.activities.events.SlowOutcomes;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.Decision;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Slowness;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at everything on its way from the queue to its outcome. Every worker looks, so that none is needed for it. While Temporal is away
 * the requests that were seen last count as waiting for it.
 */
public final class SlowRequests {
    private static final Logger LOG = LoggerFactory.getLogger(SlowRequests.class);

    private final Slowness slowness;
    private final OpenRequests requests;
    private final KnownRequests known;
    private final List<WaitingMessages> queues;
    private final Admission admission;
    private final SlowMeters meters;
    private final SlowReport report;
    private final Clock clock;
    private @Nullable Away away;
    private final Set<String> unseenQueues = new HashSet<>();

    public SlowRequests(
            Slowness slowness,
            OpenRequests requests,
            List<WaitingMessages> queues,
            Admission admission,
            SlowOutcomes outcomes,
            MeterRegistry meters,
            Clock clock) {
        this.slowness = slowness;
        this.requests = requests;
        this.known = new KnownRequests(slowness);
        this.queues = List.copyOf(queues);
        this.admission = admission;
        this.meters = new SlowMeters(meters);
        this.report = new SlowReport(outcomes, clock);
        this.clock = clock;
    }

    /** Slow requests: all that are known count, but only what was seen just now is told, for another may have ended. */
    private record Found(List<Slow> counted, List<Slow> told) {}

    private record Away(Instant since, String reason) {}

    /** One look. */
    public synchronized void look() {
        Instant now = clock.instant();
        Found found = requests(now);
        List<Slow> messages = messages(now);
        meters.show(Stream.concat(found.counted.stream(), messages.stream()).toList());
        report.tell(Stream.concat(found.told.stream(), messages.stream()).toList());
    }

    private Found requests(Instant now) {
        try {
            List<Slow> seen = known.see(requests.look(now), now);
            away = null;
            return new Found(known.slow(), seen);
        } catch (UnseenException unseen) {
            List<Slow> unreachable = unreachable(unseen.reason(), now);
            return new Found(unreachable, unreachable);
        }
    }

    private List<Slow> unreachable(String reason, Instant now) {
        if (away == null) {
            LOG.warn("how requests stand cannot be seen: {}", reason);
        }
        Away lasting = away == null ? new Away(now, reason) : away;
        away = lasting;
        return known.unreachable(lasting.since(), lasting.reason(), now);
    }

    /** All queues are asked at once: where the broker is away, each takes its time. */
    private List<Slow> messages(Instant now) {
        Map<WaitingMessages, CompletableFuture<List<WaitingMessage>>> asked = new LinkedHashMap<>();
        queues.forEach(queue -> asked.put(queue, queue.oldest()));
        return asked.entrySet().stream()
                .flatMap(one -> messages(one.getKey().team(), one.getValue(), now))
                .toList();
    }

    private Stream<Slow> messages(Team team, CompletableFuture<List<WaitingMessage>> asked, Instant now) {
        try {
            List<WaitingMessage> oldest = asked.join();
            unseenQueues.remove(team.queue());
            return oldest.stream().flatMap(message -> slow(message, team, now));
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof UnseenException unseen)) {
                throw failed;
            }
            if (unseenQueues.add(team.queue())) {
                LOG.warn("what waits in queue {} cannot be seen: {}", team.queue(), unseen.reason());
            }
            return Stream.empty();
        }
    }

    private Stream<Slow> slow(WaitingMessage message, Team team, Instant now) {
        Optional<String> temporal = Optional.ofNullable(away).map(Away::reason);
        return slowness.ofMessage(team.queue(), message.delivery().enqueuedAt(), temporal, now).stream()
                .map(wait -> new Slow(message.id(), wait, outcome(message, team, wait, now)));
    }

    /** Null for one that will be refused: its dead letter tells of it. */
    private @Nullable SlowOutcome outcome(WaitingMessage message, Team team, SlowWait wait, Instant now) {
        return admission.decide(message.delivery(), team, now) instanceof Decision.Accepted accepted
                ? SlowOutcome.of(accepted.request(), wait)
                : null;
    }
}
