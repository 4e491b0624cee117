package dev.palisade.worker.temporal;

import com.google.protobuf.ByteString;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.payload.Answer;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceFutureStub;
import io.temporal.common.converter.DataConverter;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What can be asked of Temporal: each once, without the SDK's retries, for a limited time, and without waiting for the answer. */
record TemporalQuestions(TemporalConnection connection) {
    private static final long ANSWER_SECONDS = 5;

    /** @throws StatusRuntimeException if Temporal is away */
    ListWorkflowExecutionsResponse list(String query, int size, ByteString page) {
        return new Reply<>(stub().listWorkflowExecutions(ListWorkflowExecutionsRequest.newBuilder()
                        .setNamespace(connection.namespace())
                        .setQuery(query)
                        .setPageSize(size)
                        .setNextPageToken(page)
                        .build()))
                .get();
    }

    Reply<DescribeWorkflowExecutionResponse> describe(WorkflowExecution run) {
        return new Reply<>(stub().describeWorkflowExecution(DescribeWorkflowExecutionRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(run)
                .build()));
    }

    /** A worker that is there answers at once. */
    Reply<QueryWorkflowResponse> query(WorkflowExecution run, String query) {
        return new Reply<>(stub().queryWorkflow(QueryWorkflowRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(run)
                .setQuery(WorkflowQuery.newBuilder().setQueryType(query))
                .build()));
    }

    /** What a run was started with comes first in its history, which needs no worker. */
    Reply<GetWorkflowExecutionHistoryResponse> beginning(WorkflowExecution run) {
        return new Reply<>(stub().getWorkflowExecutionHistory(GetWorkflowExecutionHistoryRequest.newBuilder()
                .setNamespace(connection.namespace())
                .setExecution(run)
                .setMaximumPageSize(1)
                .build()));
    }

    /** Silence if nobody has answered in time. */
    <T> Answer<T> said(Reply<QueryWorkflowResponse> reply, Class<T> type) {
        return read(reply, QueryWorkflowResponse::getQueryResult, type);
    }

    /** Silence if Temporal has not answered in time. */
    Answer<Request> input(Reply<GetWorkflowExecutionHistoryResponse> beginning) {
        return read(beginning, TemporalQuestions::input, Request.class);
    }

    private <R, T> Answer<T> read(Reply<R> reply, Function<R, Payloads> payloads, Class<T> type) {
        try {
            return Answer.read(converter(), payloads.apply(reply.get()), type);
        } catch (StatusRuntimeException unanswered) {
            return Answer.unanswered(unanswered.getStatus().getCode());
        }
    }

    private static Payloads input(GetWorkflowExecutionHistoryResponse beginning) {
        return beginning
                .getHistory()
                .getEvents(0)
                .getWorkflowExecutionStartedEventAttributes()
                .getInput();
    }

    DataConverter converter() {
        return connection.client().getOptions().getDataConverter();
    }

    private WorkflowServiceFutureStub stub() {
        return connection.service().futureStub().withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS);
    }
}
