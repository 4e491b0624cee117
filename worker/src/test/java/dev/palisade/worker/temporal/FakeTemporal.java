package dev.palisade.worker.temporal;

import com.google.protobuf.ByteString;
import com.google.protobuf.Timestamp;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.StreamObserver;
import io.temporal.api.common.v1.Payload;
import io.temporal.api.common.v1.Payloads;
import io.temporal.api.common.v1.WorkflowExecution;
import io.temporal.api.enums.v1.WorkflowExecutionStatus;
import io.temporal.api.history.v1.History;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.history.v1.WorkflowExecutionStartedEventAttributes;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryRequest;
import io.temporal.api.workflowservice.v1.GetWorkflowExecutionHistoryResponse;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A frontend of Temporal's with running workflows, of which some are answered for. Its list has the last begun first, as the real one's. */
final class FakeTemporal extends WorkflowServiceImplBase implements AutoCloseable {
    private static final Pattern BEGUN = Pattern.compile("StartTime (<=|>) '([^']+)'");

    private final Map<String, Instant> running = new HashMap<>();
    private final Map<String, Payload> answers = new HashMap<>();
    private final Map<String, Payload> inputs = new HashMap<>();
    private final Map<String, Status> refusals = new HashMap<>();
    private final Set<String> undescribed = new HashSet<>();
    private final Server server;
    private final ManagedChannel channel;

    FakeTemporal() throws IOException {
        String name = InProcessServerBuilder.generateName();
        server = InProcessServerBuilder.forName(name)
                .directExecutor()
                .addService(this)
                .build()
                .start();
        channel = InProcessChannelBuilder.forName(name).directExecutor().build();
    }

    TemporalConnection connection() {
        WorkflowServiceStubs stubs = WorkflowServiceStubs.newServiceStubs(
                WorkflowServiceStubsOptions.newBuilder().setChannel(channel).build());
        WorkflowClientOptions options = WorkflowClientOptions.newBuilder()
                .setDataConverter(dev.palisade.workflows.payload.Payloads.converter())
                .build();
        return TemporalConnection.over(stubs, WorkflowClient.newInstance(stubs, options));
    }

    void run(String workflow, Instant since, Payload input) {
        running.put(workflow, since);
        inputs.put(workflow, input);
    }

    /** To every query. */
    void answers(String workflow, Payload answer) {
        answers.put(workflow, answer);
    }

    /** Rather than that no worker answers them in time. */
    void refusesQuestions(String workflow, Status refusal) {
        refusals.put(workflow, refusal);
    }

    void doesNotDescribe(String workflow) {
        undescribed.add(workflow);
    }

    @Override
    public void getSystemInfo(GetSystemInfoRequest request, StreamObserver<GetSystemInfoResponse> answer) {
        answer.onNext(GetSystemInfoResponse.getDefaultInstance());
        answer.onCompleted();
    }

    @Override
    public void listWorkflowExecutions(
            ListWorkflowExecutionsRequest request, StreamObserver<ListWorkflowExecutionsResponse> answer) {
        List<WorkflowExecutionInfo> found = running.keySet().stream()
                .filter(workflow -> matches(request.getQuery(), running.get(workflow)))
                .sorted(Comparator.comparing((String workflow) -> running.get(workflow))
                        .reversed())
                .map(this::info)
                .toList();
        int from = request.getNextPageToken().isEmpty()
                ? 0
                : Integer.parseInt(request.getNextPageToken().toStringUtf8());
        int to = Math.min(found.size(), from + request.getPageSize());
        answer.onNext(ListWorkflowExecutionsResponse.newBuilder()
                .addAllExecutions(found.subList(from, to))
                .setNextPageToken(to < found.size() ? ByteString.copyFromUtf8(Integer.toString(to)) : ByteString.EMPTY)
                .build());
        answer.onCompleted();
    }

    private static boolean matches(String query, Instant begun) {
        Matcher term = BEGUN.matcher(query);
        if (!term.find()) {
            throw new IllegalArgumentException(query);
        }
        boolean after = begun.isAfter(Instant.parse(term.group(2)));
        return term.group(1).equals(">") == after;
    }

    @Override
    public void describeWorkflowExecution(
            DescribeWorkflowExecutionRequest request, StreamObserver<DescribeWorkflowExecutionResponse> answer) {
        String workflow = request.getExecution().getWorkflowId();
        if (undescribed.contains(workflow)) {
            answer.onError(Status.DEADLINE_EXCEEDED.asRuntimeException());
            return;
        }
        answer.onNext(DescribeWorkflowExecutionResponse.newBuilder()
                .setWorkflowExecutionInfo(info(workflow))
                .build());
        answer.onCompleted();
    }

    @Override
    public void queryWorkflow(QueryWorkflowRequest request, StreamObserver<QueryWorkflowResponse> answer) {
        Payload said = answers.get(request.getExecution().getWorkflowId());
        if (said == null) {
            answer.onError(refusals.getOrDefault(request.getExecution().getWorkflowId(), Status.DEADLINE_EXCEEDED)
                    .asRuntimeException());
            return;
        }
        answer.onNext(QueryWorkflowResponse.newBuilder()
                .setQueryResult(Payloads.newBuilder().addPayloads(said))
                .build());
        answer.onCompleted();
    }

    @Override
    public void getWorkflowExecutionHistory(
            GetWorkflowExecutionHistoryRequest request, StreamObserver<GetWorkflowExecutionHistoryResponse> answer) {
        Payload input = inputs.get(request.getExecution().getWorkflowId());
        answer.onNext(GetWorkflowExecutionHistoryResponse.newBuilder()
                .setHistory(History.newBuilder()
                        .addEvents(HistoryEvent.newBuilder()
                                .setWorkflowExecutionStartedEventAttributes(
                                        WorkflowExecutionStartedEventAttributes.newBuilder()
                                                .setInput(Payloads.newBuilder().addPayloads(input)))))
                .build());
        answer.onCompleted();
    }

    private WorkflowExecutionInfo info(String workflow) {
        Instant since = running.get(workflow);
        return WorkflowExecutionInfo.newBuilder()
                .setExecution(WorkflowExecution.newBuilder().setWorkflowId(workflow))
                .setStartTime(Timestamp.newBuilder()
                        .setSeconds(since.getEpochSecond())
                        .setNanos(since.getNano()))
                .setStatus(WorkflowExecutionStatus.WORKFLOW_EXECUTION_STATUS_RUNNING)
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        server.shutdownNow();
    }
}
