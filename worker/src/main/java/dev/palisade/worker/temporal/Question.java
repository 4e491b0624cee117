package dev.palisade.worker.temporal;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.query.v1.WorkflowQuery;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.common.converter.DataConverter;
import io.temporal.common.converter.DataConverterException;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A query that is on its way: asked once, without the SDK's retries, since a worker that is there answers at once. */
record Question<T>(WorkflowExecution run, Future<QueryWorkflowResponse> asked, DataConverter converter, Class<T> type) {

    static <T> Question<T> ask(
            TemporalConnection connection, WorkflowExecution run, String query, Class<T> answer, long seconds) {
        Future<QueryWorkflowResponse> asked = connection
                .service()
                .futureStub()
                .withDeadlineAfter(seconds, TimeUnit.SECONDS)
                .queryWorkflow(QueryWorkflowRequest.newBuilder()
                        .setNamespace(connection.namespace())
                        .setExecution(run)
                        .setQuery(WorkflowQuery.newBuilder().setQueryType(query))
                        .build());
        return new Question<>(run, asked, connection.client().getOptions().getDataConverter(), answer);
    }

    /** Empty if no worker answers, or only one of another make. @throws StatusRuntimeException if Temporal itself is away */
    Optional<T> answer() {
        try {
            return Optional.ofNullable(
                    converter.fromPayloads(0, Optional.of(asked.get().getQueryResult()), type, type));
        } catch (DataConverterException otherMake) {
            return Optional.empty();
        } catch (ExecutionException failed) {
            Status status = Status.fromThrowable(failed);
            if (status.getCode() == Status.Code.UNAVAILABLE) {
                throw new StatusRuntimeException(status);
            }
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw Status.CANCELLED.withCause(stopping).asRuntimeException();
        }
    }
}
