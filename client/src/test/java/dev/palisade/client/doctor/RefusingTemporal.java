package dev.palisade.client.doctor;

import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.TemporalTarget;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.workflows.contract.TemporalNames;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.stub.StreamObserver;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.api.namespace.v1.NamespaceConfig;
import io.temporal.api.operatorservice.v1.ListSearchAttributesRequest;
import io.temporal.api.operatorservice.v1.ListSearchAttributesResponse;
import io.temporal.api.operatorservice.v1.OperatorServiceGrpc.OperatorServiceImplBase;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueRequest;
import io.temporal.api.workflowservice.v1.DescribeTaskQueueResponse;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentRequest;
import io.temporal.api.workflowservice.v1.DescribeWorkerDeploymentResponse;
import io.temporal.api.workflowservice.v1.GetSystemInfoRequest;
import io.temporal.api.workflowservice.v1.GetSystemInfoResponse;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsRequest;
import io.temporal.api.workflowservice.v1.ListWorkflowExecutionsResponse;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc.WorkflowServiceImplBase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A Temporal without requests and workers, which refuses what it is told to refuse; over a socket. */
final class RefusingTemporal implements AutoCloseable {
    private final Map<String, Status.Code> refusals = new ConcurrentHashMap<>();
    private final Set<String> refused = ConcurrentHashMap.newKeySet();
    private final Server server;

    RefusingTemporal(Duration retention) throws IOException {
        HealthStatusManager health = new HealthStatusManager();
        health.setStatus(WorkflowServiceGrpc.SERVICE_NAME, ServingStatus.SERVING);
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(health.getHealthService())
                .addService(new Workflows(retention))
                .addService(new Operators())
                .intercept(new Refusing())
                .build()
                .start();
    }

    RefusingTemporal refusing(String method, Status.Code code) {
        refusals.put(method, code);
        return this;
    }

    /** The methods that somebody was refused. */
    Set<String> refused() {
        return Set.copyOf(refused);
    }

    TemporalConnection connect() {
        return TemporalConnection.open(TemporalTarget.local("127.0.0.1:" + server.getPort(), TimeScale.REAL));
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private final class Refusing implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String method = String.valueOf(call.getMethodDescriptor().getBareMethodName());
            Status.Code refusal = refusals.get(method);
            if (refusal == null) {
                return next.startCall(call, headers);
            }
            refused.add(method);
            call.close(Status.fromCode(refusal).withDescription("no " + method + " for you"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
    }

    private static final class Workflows extends WorkflowServiceImplBase {
        private final Duration retention;

        Workflows(Duration retention) {
            this.retention = retention;
        }

        @Override
        public void getSystemInfo(GetSystemInfoRequest asked, StreamObserver<GetSystemInfoResponse> to) {
            answer(
                    to,
                    GetSystemInfoResponse.newBuilder().setServerVersion("1.2.3").build());
        }

        @Override
        public void describeNamespace(DescribeNamespaceRequest asked, StreamObserver<DescribeNamespaceResponse> to) {
            NamespaceConfig.Builder config = NamespaceConfig.newBuilder();
            config.getWorkflowExecutionRetentionTtlBuilder().setSeconds(retention.toSeconds());
            answer(to, DescribeNamespaceResponse.newBuilder().setConfig(config).build());
        }

        @Override
        public void describeWorkerDeployment(
                DescribeWorkerDeploymentRequest asked, StreamObserver<DescribeWorkerDeploymentResponse> to) {
            answer(to, DescribeWorkerDeploymentResponse.getDefaultInstance());
        }

        @Override
        public void describeTaskQueue(DescribeTaskQueueRequest asked, StreamObserver<DescribeTaskQueueResponse> to) {
            answer(to, DescribeTaskQueueResponse.getDefaultInstance());
        }

        @Override
        public void listWorkflowExecutions(
                ListWorkflowExecutionsRequest asked, StreamObserver<ListWorkflowExecutionsResponse> to) {
            answer(to, ListWorkflowExecutionsResponse.getDefaultInstance());
        }
    }

    private static final class Operators extends OperatorServiceImplBase {
        @Override
        public void listSearchAttributes(
                ListSearchAttributesRequest asked, StreamObserver<ListSearchAttributesResponse> to) {
            ListSearchAttributesResponse.Builder known = ListSearchAttributesResponse.newBuilder();
            TemporalNames.SEARCH_ATTRIBUTES.forEach(
                    key -> known.putCustomAttributes(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
            answer(to, known.build());
        }
    }

    private static <A> void answer(StreamObserver<A> to, A answer) {
        to.onNext(answer);
        to.onCompleted();
    }
}
