package dev.palisade.client.temporal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.client.WorkflowExecutionMetadata;
import io.temporal.common.SearchAttributeKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What Temporal's server alone knows of a request, from its search attributes: enough for a list, and when no worker answers. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RequestListing(
        String id,
        String runId,
        Execution execution,
        @Nullable String state,
        @Nullable String team,
        @Nullable String environment,
        @Nullable String step,
        @Nullable String errorCode,
        @Nullable String profile,
        Instant startedAt,
        @Nullable Instant closedAt) {

    /** What Temporal says of the run. */
    public enum Execution {
        RUNNING,
        COMPLETED,
        FAILED,
        CANCELED,
        TERMINATED,
        TIMED_OUT,
        CONTINUED_AS_NEW,
        UNKNOWN
    }

    public static RequestListing of(WorkflowExecutionMetadata run) {
        return new RequestListing(
                idOf(run.getExecution().getWorkflowId()),
                run.getExecution().getRunId(),
                execution(run.getStatus()),
                attribute(run, TemporalNames.STATE),
                attribute(run, TemporalNames.TEAM),
                attribute(run, TemporalNames.ENVIRONMENT),
                attribute(run, TemporalNames.STEP),
                attribute(run, TemporalNames.ERROR_CODE),
                attribute(run, TemporalNames.PROFILE),
                run.getStartTime(),
                run.getWorkflowExecutionInfo().hasCloseTime() ? run.getCloseTime() : null);
    }

    /** The request's own id, whatever the attempt. */
    public String request() {
        int end = id.indexOf(Request.ATTEMPT);
        return end < 0 ? id : id.substring(0, end);
    }

    /** Counts from 1. */
    public int attempt() {
        int end = id.indexOf(Request.ATTEMPT);
        return end < 0 ? 1 : Integer.parseInt(id.substring(end + Request.ATTEMPT.length()));
    }

    /** Empty if the attribute is not set yet, or by a version with other states. */
    Optional<RequestState> requestState() {
        return Arrays.stream(RequestState.values())
                .filter(known -> known.name().equals(state))
                .findFirst();
    }

    private static String idOf(String workflowId) {
        return workflowId.startsWith(Request.WORKFLOW_ID_PREFIX)
                ? workflowId.substring(Request.WORKFLOW_ID_PREFIX.length())
                : workflowId;
    }

    private static @Nullable String attribute(WorkflowExecutionMetadata run, SearchAttributeKey<String> key) {
        return run.getTypedSearchAttributes().get(key);
    }

    private static Execution execution(WorkflowExecutionStatus status) {
        return switch (status) {
            case WORKFLOW_EXECUTION_STATUS_RUNNING -> Execution.RUNNING;
            case WORKFLOW_EXECUTION_STATUS_COMPLETED -> Execution.COMPLETED;
            case WORKFLOW_EXECUTION_STATUS_FAILED -> Execution.FAILED;
            case WORKFLOW_EXECUTION_STATUS_CANCELED -> Execution.CANCELED;
            case WORKFLOW_EXECUTION_STATUS_TERMINATED -> Execution.TERMINATED;
            case WORKFLOW_EXECUTION_STATUS_TIMED_OUT -> Execution.TIMED_OUT;
            case WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW -> Execution.CONTINUED_AS_NEW;
            default -> Execution.UNKNOWN;
        };
    }
}
