package dev.palisade.worker;

import dev.palisade.worker.configuration.ServiceBusConfiguration;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.configuration.WorkerConfiguration;
import dev.palisade.worker.health.Health;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.IntakeLog;
import dev.palisade.worker.intake.LockKeeper;
import dev.palisade.worker.intake.MessageHandler;
import dev.palisade.worker.intake.TemporalReachability;
import dev.palisade.worker.intake.TemporalRequestStarter;
import dev.palisade.worker.servicebus.NamespaceConnection;
import dev.palisade.worker.servicebus.QueueListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;

/** The queues of all teams, listened to. */
final class Intake implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<QueueListener> listeners;

    private Intake(List<QueueListener> listeners) {
        this.listeners = listeners;
    }

    /** Temporal must have answered. */
    static Intake start(
            WorkerConfiguration configuration,
            NamespaceConnection serviceBus,
            WorkflowClient client,
            TemporalReachability reachability,
            ScheduledExecutorService locks,
            MeterRegistry meters,
            Health health,
            Clock clock) {
        MessageHandler handler = new MessageHandler(
                new Admission(configuration.dedupeHorizon()),
                new TemporalRequestStarter(client),
                reachability,
                new LockKeeper(locks, clock, configuration.serviceBus().renewLocksAfterPercent()),
                new IntakeLog(meters),
                clock);
        ServiceBusConfiguration queues = configuration.serviceBus();
        List<QueueListener> listeners = queues.teams().stream()
                .map(team -> listener(serviceBus, team, queues, handler, health))
                .toList();
        listeners.forEach(QueueListener::start);
        return new Intake(listeners);
    }

    void stopTaking() {
        listeners.forEach(QueueListener::stopTaking);
    }

    @Override
    public void close() {
        listeners.forEach(QueueListener::close);
    }

    private static QueueListener listener(
            NamespaceConnection serviceBus,
            Team team,
            ServiceBusConfiguration queues,
            MessageHandler handler,
            Health health) {
        return new QueueListener(
                serviceBus,
                team,
                queues.concurrency(),
                queues.prefetch(),
                handler,
                health.part("queue " + team.queue()),
                PATIENCE);
    }
}
