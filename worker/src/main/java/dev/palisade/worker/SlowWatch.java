package dev.palisade.worker;

import dev.palisade.activities.events.OutcomeSender;
import dev.palisade.activities.events.SlowOutcomes;
import dev.palisade.worker.configuration.WorkerConfiguration;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.servicebus.NamespaceConnection;
import dev.palisade.worker.servicebus.PeekedMessages;
import dev.palisade.worker.slowness.SlowRequests;
import dev.palisade.worker.slowness.WaitingMessages;
import dev.palisade.worker.temporal.TemporalConnection;
import dev.palisade.worker.temporal.TemporalOpenRequests;
import dev.palisade.workflows.slowness.Slowness;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks by the clock at what is slow, from the first moment on: also while Temporal has never answered. */
final class SlowWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlowWatch.class);

    private final Future<?> looks;

    private SlowWatch(Future<?> looks) {
        this.looks = looks;
    }

    static SlowWatch start(
            WorkerConfiguration configuration,
            TemporalConnection temporal,
            NamespaceConnection serviceBus,
            OutcomeSender outcomes,
            ScheduledExecutorService timer,
            MeterRegistry meters,
            Clock clock) {
        List<WaitingMessages> queues = configuration.serviceBus().teams().stream()
                .<WaitingMessages>map(team -> new PeekedMessages(serviceBus, team))
                .toList();
        Slowness slowness =
                new Slowness(configuration.slow().after(), configuration.azure().simulatedSpeed());
        SlowRequests requests = new SlowRequests(
                slowness,
                new TemporalOpenRequests(temporal, slowness.allowance()),
                queues,
                new Admission(configuration.dedupeHorizon()),
                new SlowOutcomes(outcomes),
                meters,
                clock);
        long pause = configuration.slow().lookEvery().toMillis();
        return new SlowWatch(timer.scheduleWithFixedDelay(() -> look(requests), pause, pause, TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        looks.cancel(true);
    }

    /** A look that a bug of ours has ended must not be the last. */
    private static void look(SlowRequests requests) {
        try {
            requests.look();
        } catch (RuntimeException bug) {
            LOG.error("the look at what is slow has failed; the next one comes", bug);
        }
    }
}
