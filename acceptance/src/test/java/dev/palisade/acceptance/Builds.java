package dev.palisade.acceptance;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.StatusRuntimeException;
import io.temporal.api.deployment.v1.WorkerDeploymentInfo;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.client.WorkflowClient;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which build of the worker did what, by what Temporal's server wrote down. */
record Builds(WorkflowClient temporal) {
    static Builds on(LocalStack stack) {
        return new Builds(stack.temporal().client());
    }

    /** Those that worked on a request, in their order, each once. */
    List<String> ofRequest(String id) {
        return of(Request.WORKFLOW_ID_PREFIX + id);
    }

    /** Those that worked on a workflow, in their order, each once. */
    List<String> of(String workflowId) {
        return events(workflowId)
                .filter(HistoryEvent::hasWorkflowTaskCompletedEventAttributes)
                .map(event -> event.getWorkflowTaskCompletedEventAttributes()
                        .getDeploymentVersion()
                        .getBuildId())
                .distinct()
                .toList();
    }

    /** Whose processes did the request's activities. */
    List<String> processesOf(String id) {
        return events(Request.WORKFLOW_ID_PREFIX + id)
                .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
                .map(event -> event.getActivityTaskStartedEventAttributes().getIdentity())
                .map(identity -> identity.substring(0, identity.indexOf('@')))
                .distinct()
                .toList();
    }

    /** The build that new requests run on; empty if there is none. */
    String current() {
        return deployment()
                .map(info ->
                        info.getRoutingConfig().getCurrentDeploymentVersion().getBuildId())
                .orElse("");
    }

    private Optional<WorkerDeploymentInfo> deployment() {
        try {
            return Optional.of(temporal.getWorkflowServiceStubs()
                    .blockingStub()
                    .describeWorkerDeployment(DescribeWorkerDeploymentRequest.newBuilder()
                            .setNamespace(TemporalNames.NAMESPACE)
                            .setDeploymentName(TemporalNames.DEPLOYMENT)
                            .build())
                    .getWorkerDeploymentInfo());
        } catch (StatusRuntimeException noneYet) {
            return Optional.empty();
        }
    }

    private Stream<HistoryEvent> events(String workflowId) {
        return temporal.fetchHistory(workflowId).getEvents().stream();
    }
}
