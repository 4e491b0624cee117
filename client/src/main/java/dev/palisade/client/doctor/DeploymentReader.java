package dev.palisade.client.doctor;

import com.google.protobuf.Timestamp;
import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestQuery;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.RoutingConfig;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.enums.v1.TaskQueueType;
import io.temporal.api.taskqueue.v1.PollerInfo;
import io.temporal.api.taskqueue.v1.TaskQueue;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import io.temporal.serviceclient.WorkflowServiceStubs;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks Temporal's server for the builds, their pollers and the open requests; needs no worker. */
final class DeploymentReader {
    private static final String OPEN_REQUESTS = new RequestQuery(null, null, null).open();
    /** Kept by the server itself: {@code palisade:BUILD}, once a worker has touched the run. */
    private static final SearchAttributeKey<String> VERSION =
            SearchAttributeKey.forKeyword("TemporalWorkerDeploymentVersion");

    private static final String VERSION_PREFIX = TemporalNames.DEPLOYMENT + ":";

    private final WorkflowClient client;
    private final WorkflowServiceStubs stubs;

    DeploymentReader(WorkflowClient client) {
        this.client = client;
        this.stubs = client.getWorkflowServiceStubs();
    }

    Deployment read() {
        Optional<WorkerDeploymentInfo> deployment = deployment();
        return new Deployment(
                deployment.flatMap(DeploymentReader::current),
                deployment.map(DeploymentReader::builds).orElse(List.of()),
                Stream.concat(pollers(Poller.Work.WORKFLOWS), pollers(Poller.Work.ACTIVITIES))
                        .toList(),
                open());
    }

    /** Empty until the first worker has polled. */
    private Optional<WorkerDeploymentInfo> deployment() {
        try {
            return Optional.of(stubs.blockingStub()
                    .describeWorkerDeployment(DescribeWorkerDeploymentRequest.newBuilder()
                            .setNamespace(namespace())
                            .setDeploymentName(TemporalNames.DEPLOYMENT)
                            .build())
                    .getWorkerDeploymentInfo());
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private static Optional<Deployment.Current> current(WorkerDeploymentInfo deployment) {
        RoutingConfig routing = deployment.getRoutingConfig();
        return Optional.of(routing.getCurrentDeploymentVersion().getBuildId())
                .filter(build -> !build.isEmpty())
                .map(build -> new Deployment.Current(build, instant(routing.getCurrentVersionChangedTime())));
    }

    private static List<String> builds(WorkerDeploymentInfo deployment) {
        return deployment.getVersionSummariesList().stream()
                .map(version -> version.getDeploymentVersion().getBuildId())
                .toList();
    }

    private Stream<Poller> pollers(Poller.Work work) {
        TaskQueueType type = switch (work) {
            case WORKFLOWS -> TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW;
            case ACTIVITIES -> TaskQueueType.TASK_QUEUE_TYPE_ACTIVITY;
        };
        return stubs
                .blockingStub()
                .describeTaskQueue(DescribeTaskQueueRequest.newBuilder()
                        .setNamespace(namespace())
                        .setTaskQueue(TaskQueue.newBuilder().setName(TemporalNames.TASK_QUEUE))
                        .setTaskQueueType(type)
                        .build())
                .getPollersList()
                .stream()
                .map(poller -> poller(work, poller));
    }

    private static Poller poller(Poller.Work work, PollerInfo poller) {
        return new Poller(
                poller.getDeploymentOptions().getBuildId(),
                work,
                poller.getIdentity(),
                instant(poller.getLastAccessTime()));
    }

    private List<OpenRequest> open() {
        try (var runs = client.listExecutions(OPEN_REQUESTS)) {
            return runs.map(DeploymentReader::request).toList();
        }
    }

    private static OpenRequest request(WorkflowExecutionMetadata run) {
        Optional<String> build = Optional.ofNullable(
                        run.getTypedSearchAttributes().get(VERSION))
                .filter(version -> version.startsWith(VERSION_PREFIX))
                .map(version -> version.substring(VERSION_PREFIX.length()));
        return new OpenRequest(RequestListing.of(run).id(), build);
    }

    private String namespace() {
        return client.getOptions().getNamespace();
    }

    private static Instant instant(Timestamp timestamp) {
        return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
    }
}
