package dev.palisade.client.temporal;

import dev.palisade.workflows.payload.Answer;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.client.WorkflowClient;
import java.util.concurrent.TimeUnit;

/**
 * Asks a worker once, without the SDK's retries: one that is there answers at once, and one that is not will not by being asked again.
 */
public final class WorkerQuery {
    private static final long LIMIT_SECONDS = 3;

    private final WorkflowClient client;

    public WorkerQuery(WorkflowClient client) {
        this.client = client;
    }

    /**
     * Silence if no worker answers, or none knows the query, or there is no such workflow.
     *
     * @throws StatusRuntimeException if Temporal itself is away
     */
    public <T> Answer<T> ask(WorkflowExecution run, String query, Class<T> answer) {
        QueryWorkflowRequest request = QueryWorkflowRequest.newBuilder()
                .setNamespace(client.getOptions().getNamespace())
                .setExecution(run)
                .setQuery(WorkflowQuery.newBuilder().setQueryType(query))
                .build();
        try {
            QueryWorkflowResponse response = client.getWorkflowServiceStubs()
                    .blockingStub()
                    .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .queryWorkflow(request);
            return Answer.read(client.getOptions().getDataConverter(), response.getQueryResult(), answer);
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() == Status.Code.UNAVAILABLE) {
                throw e;
            }
            return Answer.unanswered(e.getStatus().getCode());
        }
    }
}
