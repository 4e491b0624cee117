package dev.palisade.bench;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.worker.configuration.Secret;
import dev.palisade.worker.configuration.ServiceBusConfiguration;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.health.Health;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.IntakeLog;
import dev.palisade.worker.intake.LockKeeper;
import dev.palisade.worker.intake.MessageHandler;
import dev.palisade.worker.intake.RequestStarter;
import dev.palisade.worker.intake.TemporalAwayException;
import dev.palisade.worker.intake.TemporalReachability;
import dev.palisade.worker.intake.TemporalRequestStarter;
import dev.palisade.worker.servicebus.NamespaceConnection;
import dev.palisade.worker.servicebus.QueueListener;
import dev.palisade.workflows.contract.Request;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** The worker's intake by itself, with a clock at the place where Temporal has a request durably. */
final class ListeningIntake implements RequestStarter, TemporalReachability, AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration DEDUPE_HORIZON = Duration.ofDays(14);
    private static final int RENEW_AFTER_PERCENT = 50;

    /** @param at as {@link System#nanoTime} tells */
    record Accepted(Request request, long at) {}

    private final BlockingQueue<Accepted> accepted = new LinkedBlockingQueue<>();
    private final ScheduledExecutorService locks = Executors.newSingleThreadScheduledExecutor();
    private final ServiceBusConfiguration configuration;
    private final TemporalRequestStarter temporal;
    private final int concurrency;

    ListeningIntake(String serviceBus, String queue, String scope, WorkflowClient client, int concurrency) {
        Team team = new Team("bench", queue, List.of(ResourceId.of(scope)));
        this.configuration = new ServiceBusConfiguration(
                Optional.of(new Secret(serviceBus)),
                Optional.empty(),
                "none",
                concurrency,
                0,
                RENEW_AFTER_PERCENT,
                List.of(team));
        this.temporal = new TemporalRequestStarter(client);
        this.concurrency = concurrency;
    }

    @Override
    public Started start(Request request) throws TemporalAwayException {
        Started started = temporal.start(request);
        accepted.add(new Accepted(request, System.nanoTime()));
        return started;
    }

    /** Does something while the queue is listened to. */
    <T> T whileListening(Supplier<T> work) {
        QueueListener listener = listener();
        listener.start();
        try {
            return work.get();
        } finally {
            listener.close();
        }
    }

    private QueueListener listener() {
        MessageHandler handler = new MessageHandler(
                new Admission(DEDUPE_HORIZON),
                this,
                this,
                new LockKeeper(locks, Clock.systemUTC(), RENEW_AFTER_PERCENT),
                new IntakeLog(new SimpleMeterRegistry()),
                Clock.systemUTC());
        return new QueueListener(
                new NamespaceConnection(configuration, Optional.empty()),
                configuration.teams().get(0),
                concurrency,
                0,
                handler,
                new Health(Clock.systemUTC()).part("queue"),
                Duration.ofSeconds(5));
    }

    /** The next request that Temporal has taken. @throws IllegalStateException if none comes */
    Accepted next() {
        try {
            Accepted next = accepted.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (next == null) {
                throw new IllegalStateException("no message was accepted within " + PATIENCE);
            }
            return next;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public boolean awaitReachable() {
        return true;
    }

    @Override
    public void lost(String reason) {
        throw new IllegalStateException("Temporal went away while it was measured: " + reason);
    }

    @Override
    public void taken() {
        // Nothing was wrong.
    }

    @Override
    public void close() {
        locks.shutdownNow();
    }
}
