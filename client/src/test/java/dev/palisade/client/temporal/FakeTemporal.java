package dev.palisade.client.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.SearchAttributes;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.QueryWorkflowRequest;
import io.temporal.api.workflowservice.v1.QueryWorkflowResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A frontend of Temporal's with running requests. Its list has the last begun first, as the real one's, and is not filtered. */
final class FakeTemporal extends WorkflowServiceImplBase implements AutoCloseable {
    private final Map<String, Instant> running = new HashMap<>();
    private final Map<String, Object> answers = new HashMap<>();
    private final Set<String> garbled = new HashSet<>();
    private final Server server;
    private final ManagedChannel channel;
    private final WorkflowServiceStubs stubs;

    FakeTemporal() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name).addService(this).build().start();
        channel = InProcessChannelBuilder.forName(name).build();
        stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
    }

    WorkflowClient client() {
        return WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build());
    }

    /** @param answer what a worker says to a query */
    void run(String id, Instant since, Object answer) {
        running.put(id, since);
        answers.put(id, answer);
    }

    /** Its description has a search attribute that nobody can read. */
    void runGarbled(String id, Instant since) {
        run(id, since, "nothing");
        garbled.add(id);
    }

    /** It is listed, and more is not known of it. */
    void runUndescribed(String id, Instant since) {
        running.put(id, since);
    }

    @Override
    public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
        answer.onNext(GetSystemInfoResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void listWorkflowExecutions(
            ListWorkflowExecutionsRequest request, StreamObserver<ListWorkflowExecutionsResponse> answer) {
        answer.onNext(ListWorkflowExecutionsResponse.newBuilder()
                .addAllExecutions(running.keySet().stream()
                        .sorted(Comparator.comparing((String id) -> running.get(id))
                                .reversed())
                        .map(this::info)
                        .toList())
                .build());
        answer.onCompleted();
    }

    @Override
    public void describeWorkflowExecution(
            DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> answer) {
        String id = id(request.getExecution());
        if (!answers.containsKey(id)) {
            answer.onError(Status.PERMISSION_DENIED.asRuntimeException());
            return;
        }
        answer.onNext(DescribeWorkflowExecutionResponse.newBuilder()
                .setWorkflowExecutionInfo(garbled.contains(id) ? garbled(id) : info(id))
                .build());
        answer.onCompleted();
    }

    @Override
    public void queryWorkflow(QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> answer) {
        answer.onNext(QueryWorkflowResponse.newBuilder()
                .setQueryResult(io.temporal.api.common.v1.Payloads.newBuilder()
                        .addPayloads(payload(answers.get(id(request.getExecution())))))
                .build());
        answer.onCompleted();
    }

    private WorkflowExecutionInfo info(String id) {
        Instant since = running.get(id);
        return WorkflowExecutionInfo.newBuilder()
                .setExecution(WorkflowExecution.newBuilder()
                        .setWorkflowId(Request.WORKFLOW_ID_PREFIX + id)
                        .setRunId("run"))
                .setStartTime(Timestamp.newBuilder()
                        .setSeconds(since.getEpochSecond())
                        .setNanos(since.getNano()))
                .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .build();
    }

    private WorkflowExecutionInfo garbled(String id) {
        Payload state = Payload.newBuilder()
                .putMetadata("encoding", ByteString.copyFromUtf8("json/plain"))
                .putMetadata("type", ByteString.copyFromUtf8("Keyword"))
                .setData(ByteString.copyFromUtf8("{"))
                .build();
        return info(id).toBuilder()
                .setSearchAttributes(
                        SearchAttributes.newBuilder().putIndexedFields(TemporalNames.STATE.getName(), state))
                .build();
    }

    private static Payload payload(Object value) {
        return Payloads.converter().toPayload(value).orElseThrow();
    }

    private static String id(WorkflowExecution run) {
        return run.getWorkflowId().substring(Request.WORKFLOW_ID_PREFIX.length());
    }

    @Override
    public void close() {
        stubs.shutdownNow();
        channel.shutdownNow();
        server.shutdownNow();
    }
}
