package dev.palisade.local.temporal;

import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.WorkflowServiceGrpc;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks a starting server, over gRPC, whether it serves and has its namespaces. */
final class Health {
    private static final long INTERVAL_MILLISECONDS = 50;
    private static final long CALL_LIMIT_SECONDS = 2;

    private Health() {}

    /** Waits until the server is healthy. Returns what is missing: nothing, that the process has ended, or the last error when {@code limit} is over. */
    static Optional<String> await(Process server, String target, List<String> namespaces, Duration limit)
            throws InterruptedException {
        ManagedChannel channel =
                ManagedChannelBuilder.forTarget(target).usePlaintext().build();
        try {
            long deadline = System.nanoTime() + limit.toNanos();
            Optional<String> missing = ask(channel, namespaces);
            while (missing.isPresent() && System.nanoTime() < deadline) {
                if (server.waitFor(INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                    return Optional.of("it ended with exit status " + server.exitValue());
                }
                missing = ask(channel, namespaces);
            }
            return missing.map(last -> "it was not healthy after " + limit.toSeconds() + " s: " + last);
        } finally {
            channel.shutdownNow();
        }
    }

    private static Optional<String> ask(ManagedChannel channel, List<String> namespaces) {
        // gRPC would wait a second and more before it dials again; the server is up in half of one.
        channel.resetConnectBackoff();
        try {
            HealthCheckRequest request = HealthCheckRequest.newBuilder()
                    .setService(WorkflowServiceGrpc.SERVICE_NAME)
                    .build();
            ServingStatus status = HealthGrpc.newBlockingStub(channel)
                    .withDeadlineAfter(CALL_LIMIT_SECONDS, TimeUnit.SECONDS)
                    .check(request)
                    .getStatus();
            if (status != ServingStatus.SERVING) {
                return Optional.of("its health is " + status);
            }
            namespaces.forEach(namespace -> describe(channel, namespace));
            return Optional.empty();
        } catch (StatusRuntimeException e) {
            return Optional.of(e.getStatus().toString());
        }
    }

    private static void describe(ManagedChannel channel, String namespace) {
        DescribeNamespaceRequest request =
                DescribeNamespaceRequest.newBuilder().setNamespace(namespace).build();
        var unused = WorkflowServiceGrpc.newBlockingStub(channel)
                .withDeadlineAfter(CALL_LIMIT_SECONDS, TimeUnit.SECONDS)
                .describeNamespace(request);
    }
}
