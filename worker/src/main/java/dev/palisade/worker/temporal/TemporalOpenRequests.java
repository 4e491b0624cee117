package dev.palisade.worker.temporal;

import com.google.protobuf.ByteString;
import dev.palisade.worker.slowness.OpenRequest;
import dev.palisade.worker.slowness.OpenRequests;
import dev.palisade.worker.slowness.UnseenException;
import dev.palisade.workflows.contract.EnvironmentWorkflow;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.slowness.Sighting;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceBlockingStub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Reads the open requests from Temporal: which there are, what its server knows of each, and what a worker says of it. All questions of a
 * page are asked at once, so that a page takes no longer than one answer may.
 */
public final class TemporalOpenRequests implements OpenRequests {
    private static final String OPEN = "WorkflowType = 'Request' AND ExecutionStatus = 'Running'";
    private static final int PAGE = 50;
    /** More than are open at a time where one team's approvals pile up; a look has to end before the next. */
    private static final int AT_MOST = 1000;

    private static final long ANSWER_SECONDS = 5;

    private final TemporalConnection connection;

    public TemporalOpenRequests(TemporalConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<OpenRequest> seen() throws UnseenException {
        try {
            List<OpenRequest> seen = new ArrayList<>();
            Map<String, Optional<EnvironmentState>> environments = new HashMap<>();
            ByteString token = ByteString.EMPTY;
            do {
                ListWorkflowExecutionsResponse page = page(token);
                seen.addAll(seen(page.getExecutionsList(), environments));
                token = page.getNextPageToken();
            } while (!token.isEmpty() && seen.size() < AT_MOST);
            return seen;
        } catch (StatusRuntimeException away) {
            throw new UnseenException(
                    "Temporal at " + connection.address() + " does not tell which requests are open ("
                            + away.getStatus().getCode() + ")",
                    away);
        }
    }

    private ListWorkflowExecutionsResponse page(ByteString token) {
        return stub().listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setQuery(OPEN)
                .setPageSize(PAGE)
                .setNextPageToken(token)
                .build());
    }

    private List<OpenRequest> seen(
            List<WorkflowExecutionInfo> page, Map<String, Optional<EnvironmentState>> environments) {
        List<Question<RequestStatus>> asked = page.stream()
                .map(info -> ask(info.getExecution(), "status", RequestStatus.class))
                .toList();
        return asked.stream()
                .flatMap(question -> seen(question.run(), question.answer(), environments).stream())
                .toList();
    }

    private Optional<OpenRequest> seen(
            WorkflowExecution run,
            Optional<RequestStatus> status,
            Map<String, Optional<EnvironmentState>> environments) {
        return described(run).map(description -> {
            Optional<EnvironmentState> environment = status.filter(
                            known -> known.state() == RequestState.WAITING_FOR_TURN)
                    .flatMap(known -> environments.computeIfAbsent(known.environment(), this::environment));
            Sighting sighting = Sighting.of(
                    description,
                    status.orElse(null),
                    environment.orElse(null),
                    connection.client().getOptions().getDataConverter());
            String id = run.getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
            return new OpenRequest(id, sighting, status.isPresent() ? null : input(run));
        });
    }

    /** Empty if it has ended meanwhile: the list of what is open lags behind. */
    private Optional<DescribeWorkflowExecutionResponse> described(WorkflowExecution run) {
        try {
            return Optional.of(stub().describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .setExecution(run)
                            .build()))
                    .filter(found -> found.getWorkflowExecutionInfo().getStatus()
                            == WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING);
        } catch (StatusRuntimeException failure) {
            if (failure.getStatus().getCode() == Status.Code.NOT_FOUND) {
                return Optional.empty();
            }
            throw failure;
        }
    }

    private Optional<EnvironmentState> environment(String id) {
        WorkflowExecution run = WorkflowExecution.newBuilder()
                .setWorkflowId(EnvironmentWorkflow.WORKFLOW_ID_PREFIX + id)
                .build();
        return ask(run, "state", EnvironmentState.class).answer();
    }

    /** What it was started with, which Temporal knows without any worker. */
    private @Nullable Request input(WorkflowExecution run) {
        var history = stub().getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(run)
                .setMaximumPageSize(1)
                .build());
        var input = history.getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput();
        return connection
                .client()
                .getOptions()
                .getDataConverter()
                .fromPayloads(0, Optional.of(input), Request.class, Request.class);
    }

    private <T> Question<T> ask(WorkflowExecution run, String query, Class<T> answer) {
        return Question.ask(connection, run, query, answer, ANSWER_SECONDS);
    }

    private WorkflowServiceBlockingStub stub() {
        return connection.service().blockingStub().withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
