package dev.palisade.activities;

import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.arm.RequestBudget;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.activities.events.OutcomeActivitiesImpl;
import dev.palisade.activities.events.OutcomeSender;
import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.Pauses;
import dev.palisade.activities.shared.RunningWorkflows;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The parts list of everything that touches the world: what a worker registers, wired by hand. Close it after the worker has stopped. */
public final class Activities implements AutoCloseable {
    /** Reads of one plan at a time, of all plans together: far below what ARM allows a principal. */
    private static final int READERS = 8;

    /** Reads that wait for a reader; what comes then is read by who asks, and so slows down who asks too much. */
    private static final int WAITING_READS = 256;

    private final ExecutorService readers = new ThreadPoolExecutor(
            READERS,
            READERS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING_READS),
            named("observer"),
            new ThreadPoolExecutor.CallerRunsPolicy());
    private final ArmClient arm;
    private final Object[] implementations;

    public Activities(
            AzureSettings settings,
            OperationSealer sealer,
            OutcomeSender outcomes,
            WorkflowClient temporal,
            String taskQueue) {
        this.arm = ArmClient.of(settings);
        VaultSecrets vaults = VaultSecrets.of(settings);
        RunningWorkflows workflows = new RunningWorkflows(temporal, taskQueue);
        Parents parents = new Parents(workflows);
        Pauses pauses = Pauses.of(workflows);
        this.implementations = new Object[] {
            new StepActivitiesImpl(arm, vaults, settings, sealer, parents, pauses),
            new PlanningActivitiesImpl(arm, vaults, settings, readers, parents),
            new EnvironmentActivitiesImpl(workflows, parents),
            new ParentActivitiesImpl(parents),
            new PauseActivitiesImpl(pauses),
            new OutcomeActivitiesImpl(outcomes)
        };
    }

    /** For {@code Worker.registerActivitiesImplementations}. */
    public Object[] implementations() {
        return implementations.clone();
    }

    /** What Azure still allows this worker, whatever it does there. */
    public RequestBudget requestBudget() {
        return arm.budget();
    }

    @Override
    public void close() {
        readers.shutdown();
    }

    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
