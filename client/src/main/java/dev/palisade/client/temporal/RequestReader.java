package dev.palisade.client.temporal;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestStatus;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.client.WorkflowNotFoundException;
import io.temporal.client.WorkflowStub;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Reads requests: from a worker if one answers, else from what Temporal has stored. Never fails only because no worker runs. */
public final class RequestReader {
    private static final long QUERY_LIMIT_SECONDS = 3;

    private final WorkflowClient client;
    private final String address;
    private final Clock clock;
    private final PendingActivities pendingActivities;

    public RequestReader(WorkflowClient client, String address, Clock clock) {
        this.client = client;
        this.address = address;
        this.clock = clock;
        this.pendingActivities = new PendingActivities(client);
    }

    /** @throws CommandFailure if Temporal has no such request */
    public RequestView read(String requestId) {
        return find(requestId)
                .orElseThrow(() -> CommandFailure.unavailable("There is no request " + requestId + " in Temporal at "
                        + address + ". ./palisade list shows those there are; a message that is still in the queue,"
                        + " or was dead-lettered, is not among them."));
    }

    /** Empty while the message has not become a workflow. */
    public Optional<RequestView> find(String requestId) {
        String workflowId = Request.WORKFLOW_ID_PREFIX + requestId;
        WorkflowStub stub = client.newUntypedWorkflowStub(workflowId);
        WorkflowExecutionDescription description;
        try {
            description = stub.describe();
        } catch (WorkflowNotFoundException e) {
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.NOT_FOUND
                    && !String.valueOf(e.getStatus().getDescription()).contains("amespace")) {
                return Optional.empty();
            }
            throw e;
        }
        return Optional.of(view(stub, workflowId, description));
    }

    /** The newest first, at most {@code limit}. */
    public List<RequestListing> list(RequestQuery query, int limit) {
        try (var runs = client.listExecutions(query.text())) {
            return runs.limit(limit).map(RequestListing::of).toList();
        }
    }

    private RequestView view(WorkflowStub stub, String workflowId, WorkflowExecutionDescription description) {
        RequestListing listing = RequestListing.of(description);
        Optional<RequestStatus> result =
                listing.execution() == RequestListing.Execution.COMPLETED ? result(stub) : Optional.empty();
        Optional<RequestStatus> status = result.isPresent() ? result : query(description.getExecution());
        RequestView.Source source = result.isPresent()
                ? RequestView.Source.RESULT
                : status.isPresent() ? RequestView.Source.WORKER : RequestView.Source.SERVER_ONLY;
        return new RequestView(
                listing,
                source,
                clock.instant(),
                address,
                status.orElse(null),
                pendingActivities.of(
                        workflowId,
                        listing.runId(),
                        description.getRawDescription().getPendingActivitiesList()));
    }

    private static Optional<RequestStatus> result(WorkflowStub stub) {
        try {
            return Optional.ofNullable(stub.getResult(10, TimeUnit.SECONDS, RequestStatus.class));
        } catch (TimeoutException e) {
            // A closed run gives its result at once; if not, the query may still answer.
            return Optional.empty();
        }
    }

    /**
     * Asked once, without the SDK's retries: a worker that is there answers at once, and one that is not will not by being asked again.
     */
    private Optional<RequestStatus> query(WorkflowExecution run) {
        QueryWorkflowRequest request = QueryWorkflowRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(run)
                .setQuery(WorkflowQuery.newBuilder().setQueryType("status"))
                .build();
        try {
            QueryWorkflowResponse response = client.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(QUERY_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .queryWorkflow(request);
            return Optional.ofNullable(client.getOptions()
                    .getDataConverter()
                    .fromPayloads(0, Optional.of(response.getQueryResult()), RequestStatus.class, RequestStatus.class));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                throw e;
            }
            // Refused or timed out: no worker polls, or none has begun the run. Temporal itself did answer.
            return Optional.empty();
        }
    }
}
