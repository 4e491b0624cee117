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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    private final List<WaitingMessages> queues;
    private final Admission admission;
    private final SlowMeters meters;
    private final SlowReport report;
    private final Clock clock;
    private List<OpenRequest> last = List.of();
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
        this.queues = List.copyOf(queues);
        this.admission = admission;
        this.meters = new SlowMeters(meters);
        this.report = new SlowReport(outcomes, clock);
        this.clock = clock;
    }

    private record Away(Instant since, String reason) {}

    /** One look. */
    public synchronized void look() {
        Instant now = clock.instant();
        List<Slow> slow = new ArrayList<>(requests(now));
        queues.forEach(queue -> slow.addAll(messages(queue, now)));
        meters.show(slow);
        report.tell(slow);
    }

    private List<Slow> requests(Instant now) {
        try {
            last = requests.seen();
            away = null;
            return last.stream()
                    .flatMap(open -> slowness.of(open.seen(), now).stream().map(open::slow))
                    .toList();
        } catch (UnseenException unseen) {
            return unreachable(unseen.reason(), now);
        }
    }

    private List<Slow> unreachable(String reason, Instant now) {
        if (away == null) {
            LOG.warn("how requests stand cannot be seen: {}", reason);
        }
        Away lasting = away == null ? new Away(now, reason) : away;
        away = lasting;
        return last.stream()
                .flatMap(open ->
                        slowness
                                .unreachable(open.seen(), lasting.since(), lasting.reason(), now)
                                .map(open::slow)
                                .stream())
                .toList();
    }

    private List<Slow> messages(WaitingMessages queue, Instant now) {
        String name = queue.team().queue();
        try {
            List<WaitingMessage> oldest = queue.oldest();
            unseenQueues.remove(name);
            return oldest.stream()
                    .flatMap(message -> slow(message, queue.team(), now))
                    .toList();
        } catch (UnseenException unseen) {
            if (unseenQueues.add(name)) {
                LOG.warn("what waits in queue {} cannot be seen: {}", name, unseen.reason());
            }
            return List.of();
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
