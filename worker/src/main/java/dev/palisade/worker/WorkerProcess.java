package dev.palisade.worker;

import com.azure.messaging.servicebus.ServiceBusSenderAsyncClient;
import dev.palisade.activities.Activities;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.events.OutcomeSender;
import dev.palisade.activities.events.ServiceBusOutcomeSender;
import dev.palisade.worker.configuration.InvalidConfigurationException;
import dev.palisade.worker.configuration.Problem;
import dev.palisade.worker.configuration.WorkerConfiguration;
import dev.palisade.worker.health.Health;
import dev.palisade.worker.health.HealthServer;
import dev.palisade.worker.health.Metrics;
import dev.palisade.worker.servicebus.NamespaceConnection;
import dev.palisade.worker.temporal.CurrentBuild;
import dev.palisade.worker.temporal.Polling;
import dev.palisade.worker.temporal.TemporalConnection;
import dev.palisade.worker.temporal.TemporalWatch;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.environment.EnvironmentWorkflowImpl;
import dev.palisade.workflows.parent.ParentWorkflowImpl;
import dev.palisade.workflows.pause.PauseWorkflowImpl;
import dev.palisade.workflows.request.RequestWorkflowImpl;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker, from configuration to its end. Health answers first, so that an absent Temporal or broker is seen; then Temporal, since
 * without it no message may be taken; the queues come last, and end first.
 */
public final class WorkerProcess implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(2);

    private final WorkerConfiguration configuration;
    private final Clock clock = Clock.systemUTC();
    private final Opened opened = new Opened();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Metrics metrics;
    private final Health health;
    private final HealthServer server;
    private final TemporalConnection temporal;
    private final TemporalWatch watch;
    private final Timers timers;
    private @Nullable Intake intake;
    private boolean closing;

    /**
     * Opens what needs nobody else.
     *
     * @throws IOException if the health port is taken
     */
    public WorkerProcess(WorkerConfiguration configuration) throws IOException, InvalidConfigurationException {
        this.configuration = configuration;
        this.metrics = opened.add(new Metrics());
        this.health = new Health(clock);
        this.server = opened.add(new HealthServer(
                new InetSocketAddress(
                        configuration.http().address(), configuration.http().port()),
                health,
                metrics.registry()));
        this.timers = opened.add(new Timers());
        this.temporal = opened.add(TemporalConnection.of(configuration.temporal(), metrics.registry()));
        this.watch = new TemporalWatch(temporal, health.part("temporal"));
    }

    /**
     * Waits for Temporal, then works until closed.
     *
     * @throws InvalidConfigurationException if what Temporal says does not fit the configuration
     */
    public void run() throws InvalidConfigurationException, InterruptedException {
        LOG.info("health at http://{}:{}/health", configuration.http().address(), server.port());
        watch.start(timers.temporal(), BETWEEN_LOOKS);
        NamespaceConnection serviceBus = new NamespaceConnection(
                configuration.serviceBus(), configuration.azure().tenant());
        OutcomeSender outcomes = lookForSlow(serviceBus);
        if (watch.awaitReachable()) {
            requireHorizonWithin(watch.retention());
            start(serviceBus, outcomes);
        }
        closed.await();
    }

    public int healthPort() {
        return server.port();
    }

    /** Takes no message more, gives back what Temporal has not accepted, lets running activities end, and disconnects. */
    @Override
    public void close() {
        synchronized (this) {
            if (closing) {
                return;
            }
            closing = true;
            LOG.info("stopping");
            if (intake != null) {
                intake.stopTaking();
            }
            watch.close();
            opened.close();
        }
        LOG.info("stopped");
        closed.countDown();
    }

    /** Before anything else, so that a message is seen to wait also if Temporal never answers. */
    private synchronized OutcomeSender lookForSlow(NamespaceConnection serviceBus) {
        ServiceBusSenderAsyncClient topic =
                serviceBus.sender(configuration.serviceBus().outcomesTopic());
        OutcomeSender outcomes = new ServiceBusOutcomeSender(topic);
        if (closing) {
            topic.close();
            return outcomes;
        }
        opened.add(topic);
        opened.add(SlowWatch.start(
                configuration, temporal, serviceBus, outcomes, timers.slow(), metrics.registry(), clock));
        return outcomes;
    }

    private synchronized void start(NamespaceConnection serviceBus, OutcomeSender outcomes) {
        if (closing) {
            return;
        }
        Activities activities = opened.add(new Activities(
                AzureParts.settings(configuration.azure()),
                new OperationSealer(configuration.sealingKey().decode().orElseThrow()),
                outcomes,
                temporal.client(),
                TemporalNames.TASK_QUEUE));
        AzureRequests.of(activities.requestBudget()).tell(health, metrics.registry());
        opened.add(Polling.start(
                temporal.client(),
                configuration.temporal(),
                List.of(
                        RequestWorkflowImpl.class,
                        EnvironmentWorkflowImpl.class,
                        ParentWorkflowImpl.class,
                        PauseWorkflowImpl.class),
                List.of(activities.implementations()),
                configuration.shutdownTimeout()));
        makeCurrent();
        intake = opened.add(Intake.start(
                configuration,
                serviceBus,
                temporal.client(),
                watch,
                timers.locks(),
                metrics.registry(),
                health,
                clock));
    }

    private void makeCurrent() {
        String buildId = configuration.temporal().buildId();
        if (configuration.temporal().makeCurrent()) {
            new CurrentBuild(temporal, buildId, health.part("deployment"), timers.temporal()).make();
        } else {
            LOG.info(
                    "build {} gets new requests once somebody makes it current in deployment {}",
                    buildId,
                    TemporalNames.DEPLOYMENT);
        }
    }

    private void requireHorizonWithin(Optional<Duration> retention) throws InvalidConfigurationException {
        Duration horizon = configuration.dedupeHorizon();
        if (retention.filter(kept -> kept.compareTo(horizon) < 0).isPresent()) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    "dedupeHorizon",
                    "is " + horizon + ", but namespace " + temporal.namespace() + " forgets closed requests after "
                            + retention.get() + ", so that an older message could be done twice",
                    "lower dedupeHorizon, or raise the namespace's retention")));
        }
    }
}
