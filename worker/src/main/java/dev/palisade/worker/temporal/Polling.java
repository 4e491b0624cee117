package dev.palisade.worker.temporal;

import dev.palisade.worker.configuration.TemporalConfiguration;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.client.WorkflowClient;
import io.temporal.common.VersioningBehavior;
import io.temporal.common.WorkerDeploymentVersion;
import io.temporal.worker.WorkerDeploymentOptions;
import io.temporal.worker.WorkerFactory;
import io.temporal.worker.WorkerFactoryOptions;
import io.temporal.worker.WorkerOptions;
import io.temporal.worker.tuning.PollerBehaviorSimpleMaximum;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Polls Temporal for work: the workflows and activities of this build, under its name in the deployment. */
public final class Polling implements AutoCloseable {
    private final WorkerFactory factory;
    private final Duration patience;

    private Polling(WorkerFactory factory, Duration patience) {
        this.factory = factory;
        this.patience = patience;
    }

    /**
     * Starts. Temporal must answer.
     *
     * @param patience how long {@link #close()} waits for running activities; a longer one is Temporal's to start again
     */
    public static Polling start(
            WorkflowClient client,
            TemporalConfiguration configuration,
            List<Class<?>> workflows,
            List<Object> activities,
            Duration patience) {
        WorkerFactory factory = WorkerFactory.newInstance(
                client,
                WorkerFactoryOptions.newBuilder()
                        .setWorkflowCacheSize(configuration.cachedWorkflows())
                        .build());
        var worker = factory.newWorker(TemporalNames.TASK_QUEUE, options(configuration));
        worker.registerWorkflowImplementationTypes(workflows.toArray(Class<?>[]::new));
        worker.registerActivitiesImplementations(activities.toArray());
        factory.start();
        return new Polling(factory, patience);
    }

    @Override
    public void close() {
        factory.shutdown();
        factory.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
        if (!factory.isTerminated()) {
            factory.shutdownNow();
        }
    }

    /** Pollers by a fixed number: the SDK's scaling ones take minutes to come back after a server outage of seconds. */
    private static WorkerOptions options(TemporalConfiguration configuration) {
        return WorkerOptions.newBuilder()
                .setWorkflowTaskPollersBehavior(new PollerBehaviorSimpleMaximum(configuration.workflowPollers()))
                .setActivityTaskPollersBehavior(new PollerBehaviorSimpleMaximum(configuration.activityPollers()))
                .setMaxConcurrentActivityExecutionSize(configuration.concurrentActivities())
                .setDeploymentOptions(WorkerDeploymentOptions.newBuilder()
                        .setUseVersioning(true)
                        .setVersion(new WorkerDeploymentVersion(TemporalNames.DEPLOYMENT, configuration.buildId()))
                        .setDefaultVersioningBehavior(VersioningBehavior.PINNED)
                        .build())
                .build();
    }
}
