package dev.palisade.worker.temporal;

import dev.palisade.worker.health.Part;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.SetWorkerDeploymentCurrentVersionRequest;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Makes this build the deployment's current one, so that new requests run on it. Temporal knows a build only once it has polled. */
public final class CurrentBuild {
    private static final Duration BETWEEN_TRIES = Duration.ofSeconds(1);
    private static final long ANSWER_SECONDS = 5;

    private final TemporalConnection connection;
    private final String buildId;
    private final Part part;
    private final ScheduledExecutorService timer;

    public CurrentBuild(TemporalConnection connection, String buildId, Part part, ScheduledExecutorService timer) {
        this.connection = connection;
        this.buildId = buildId;
        this.part = part;
        this.timer = timer;
    }

    /** Tries until it is so. */
    public void make() {
        try {
            var unused = connection
                    .service()
                    .blockingStub()
                    .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .setWorkerDeploymentCurrentVersion(SetWorkerDeploymentCurrentVersionRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .setDeploymentName(TemporalNames.DEPLOYMENT)
                            .setBuildId(buildId)
                            .setIdentity(connection.client().getOptions().getIdentity())
                            .build());
            part.up("build " + buildId + " is current");
        } catch (StatusRuntimeException notYet) {
            part.degraded("build " + buildId + " is not current yet ("
                    + notYet.getStatus().getCode() + "); still trying");
            var unused = timer.schedule(this::make, BETWEEN_TRIES.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
