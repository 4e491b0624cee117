package dev.palisade.worker.temporal;

import dev.palisade.worker.slowness.OpenRequest;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.PendingCall;
import dev.palisade.workflows.slowness.Sighting;
import dev.palisade.workflows.slowness.Sighting.Silence;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked about one open request. Whatever is not answered, or in words that this build does not know, concerns this one alone.
 *
 * @param description what Temporal's server knows of it
 * @param status what it says itself
 * @param environment what its environment says; null unless it waits for its turn
 * @param beginning of its history; null if it says itself how it stands
 */
record Inquiry(
        TemporalQuestions temporal,
        WorkflowExecutionInfo listed,
        Reply<DescribeWorkflowExecutionResponse> description,
        Reply<QueryWorkflowResponse> status,
        @Nullable Reply<QueryWorkflowResponse> environment,
        @Nullable Reply<GetWorkflowExecutionHistoryResponse> beginning) {

    static Inquiry into(WorkflowExecutionInfo listed, TemporalQuestions temporal) {
        WorkflowExecution run = listed.getExecution();
        return new Inquiry(temporal, listed, temporal.describe(run), temporal.query(run, "status"), null, null);
    }

    /**
     * Asks what follows from how it stands.
     *
     * @param environments those that are asked already, and this one's
     */
    Inquiry further(Map<String, Reply<QueryWorkflowResponse>> environments) {
        RequestStatus known = said().known().orElse(null);
        if (known == null) {
            return new Inquiry(temporal, listed, description, status, null, temporal.beginning(listed.getExecution()));
        }
        return known.state() == RequestState.WAITING_FOR_TURN
                ? new Inquiry(temporal, listed, description, status, environment(known, environments), null)
                : this;
    }

    private Reply<QueryWorkflowResponse> environment(
            RequestStatus known, Map<String, Reply<QueryWorkflowResponse>> environments) {
        return environments.computeIfAbsent(
                known.environment(),
                id -> temporal.query(
                        WorkflowExecution.newBuilder()
                                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + id)
                                .build(),
                        "state"));
    }

    /** Empty if it has ended meanwhile: the list of what is open lags behind. */
    Optional<OpenRequest> seen(Instant now) {
        String id = listed.getExecution().getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
        Request input =
                beginning == null ? null : temporal.input(beginning).known().orElse(null);
        return sighting(now).map(sighting -> new OpenRequest(id, sighting, input, unread(sighting)));
    }

    private @Nullable String unread(Sighting seen) {
        return Stream.concat(Stream.of(said()), seen.calls().stream().map(PendingCall::heard))
                .flatMap(answer ->
                        answer instanceof Answer.Unreadable<?> unread ? Stream.of(unread.why()) : Stream.empty())
                .findFirst()
                .orElse(null);
    }

    private Optional<Sighting> sighting(Instant now) {
        try {
            DescribeWorkflowExecutionResponse described = description.get();
            return described.getWorkflowExecutionInfo().getStatus()
                            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING
                    ? Optional.of(Sighting.of(described, said(), holder(), now, temporal.converter()))
                    : Optional.empty();
        } catch (StatusRuntimeException refused) {
            Status.Code code = refused.getStatus().getCode();
            Silence silence = new Silence(now, "Temporal's server does not describe it (" + code + ")");
            return code == Status.Code.NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(Sighting.undescribed(listed, said().known().orElse(null), silence));
        }
    }

    private Answer<RequestStatus> said() {
        return temporal.said(status, RequestStatus.class);
    }

    private @Nullable EnvironmentState holder() {
        return environment == null
                ? null
                : temporal.said(environment, EnvironmentState.class).known().orElse(null);
    }
}
