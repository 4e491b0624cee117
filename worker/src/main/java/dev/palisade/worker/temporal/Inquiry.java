package dev.palisade.worker.temporal;

import dev.palisade.worker.slowness.OpenRequest;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.slowness.PendingCall;
import dev.palisade.workflows.slowness.Sighting;
import dev.palisade.workflows.slowness.Sighting.Silence;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one open request. Whatever is not answered, or in words that this build does not know, concerns this one alone.
 *
 * @param description what Temporal's server knows of it
 * @param said what it says itself
 * @param environment what its environment says; null unless it waits for its turn
 * @param beginning of its history; null if it says itself how it stands
 */
record Inquiry(
        TemporalQuestions temporal,
        WorkflowExecutionInfo listed,
        Reply<DescribeWorkflowExecutionResponse> description,
        Answer<RequestStatus> said,
        @Nullable Reply<QueryWorkflowResponse> environment,
        @Nullable Reply<GetWorkflowExecutionHistoryResponse> beginning) {

    /** Empty if it has ended meanwhile: the list of what is open lags behind. */
    Optional<OpenRequest> seen(Instant now) {
        String id = listed.getExecution().getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
        Request input =
                beginning == null ? null : temporal.input(beginning).known().orElse(null);
        return sighting(now).map(sighting -> new OpenRequest(id, sighting, input, unread(sighting)));
    }

    private @Nullable String unread(Sighting seen) {
        return Stream.concat(Stream.of(said), seen.calls().stream().map(PendingCall::heard))
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
                    ? Optional.of(Sighting.of(described, said, holder(), now, temporal.converter()))
                    : Optional.empty();
        } catch (StatusRuntimeException refused) {
            Status.Code code = refused.getStatus().getCode();
            Silence silence = new Silence(now, "Temporal's server does not describe it (" + code + ")");
            return code == Status.Code.NOT_FOUND
                    ? Optional.empty()
                    : Optional.of(Sighting.undescribed(listed, said.known().orElse(null), silence));
        }
    }

    private @Nullable EnvironmentState holder() {
        return environment == null
                ? null
                : temporal.said(environment, EnvironmentState.class).known().orElse(null);
    }
}
