package dev.palisade.worker.temporal;

import dev.palisade.worker.health.Part;
import dev.palisade.worker.intake.TemporalReachability;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.api.workflowservice.v1.DescribeNamespaceRequest;
import io.temporal.api.workflowservice.v1.DescribeNamespaceResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Asks Temporal for the namespace now and then: one call that proves address, credential and namespace at once. Whoever needs Temporal
 * waits here instead of trying.
 */
public final class TemporalWatch implements TemporalReachability, AutoCloseable {
    private static final long ANSWER_SECONDS = 5;

    private final TemporalConnection connection;
    private final Part part;
    private boolean reachable;
    private boolean stopping;
    private Optional<Duration> retention = Optional.empty();
    private Optional<String> complaint = Optional.empty();

    public TemporalWatch(TemporalConnection connection, Part part) {
        this.connection = connection;
        this.part = part;
    }

    /** @param timer stays the caller's to shut down */
    public void start(ScheduledExecutorService timer, Duration every) {
        var unused = timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized boolean awaitReachable() {
        while (!reachable && !stopping) {
            try {
                wait();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return !stopping;
    }

    @Override
    public synchronized void lost(String reason) {
        complaint = Optional.of(reason);
        unreachable(reason);
    }

    @Override
    public synchronized void taken() {
        complaint = Optional.empty();
        part.up(where());
    }

    /** How long the namespace remembers closed workflows; empty until Temporal has answered, or if it does not say. */
    public synchronized Optional<Duration> retention() {
        return retention;
    }

    /** Lets everyone go who waits. */
    @Override
    public synchronized void close() {
        stopping = true;
        notifyAll();
    }

    private void look() {
        try {
            found(connection
                    .service()
                    .blockingStub()
                    .withDeadlineAfter(ANSWER_SECONDS, TimeUnit.SECONDS)
                    .describeNamespace(DescribeNamespaceRequest.newBuilder()
                            .setNamespace(connection.namespace())
                            .build()));
        } catch (StatusRuntimeException failure) {
            unreachable(reason(failure.getStatus()));
        }
    }

    private synchronized void found(DescribeNamespaceResponse namespace) {
        long seconds = namespace.getConfig().getWorkflowExecutionRetentionTtl().getSeconds();
        retention = seconds == 0 ? Optional.empty() : Optional.of(Duration.ofSeconds(seconds));
        reachable = true;
        // A namespace that can be read may still refuse requests: only a request that is taken ends a complaint.
        complaint.ifPresentOrElse(part::degraded, () -> part.up(where()));
        notifyAll();
    }

    private synchronized void unreachable(String reason) {
        reachable = false;
        part.degraded(reason);
    }

    private String where() {
        return "namespace " + connection.namespace() + " at " + connection.address();
    }

    private String reason(Status status) {
        String temporal = "Temporal at " + connection.address();
        return switch (status.getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED -> temporal + " does not answer; still trying";
            case NOT_FOUND ->
                temporal + " has no namespace " + connection.namespace()
                        + "; make it with 'temporal operator namespace create', still trying";
            default -> temporal + " refuses: " + status.getCode() + " " + status.getDescription() + "; still trying";
        };
    }
}
