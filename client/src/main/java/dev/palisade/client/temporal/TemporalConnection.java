package dev.palisade.client.temporal;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.slowness.Slowness;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.RpcRetryOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.time.Clock;
import java.time.Duration;

/** An open connection to one Temporal. */
public final class TemporalConnection implements AutoCloseable {
    private static final Duration CONNECT_LIMIT = Duration.ofSeconds(4);

    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final TemporalTarget target;

    private TemporalConnection(WorkflowServiceStubs stubs, WorkflowClient client, TemporalTarget target) {
        this.stubs = stubs;
        this.client = client;
        this.target = target;
    }

    /** @throws CommandFailure if nothing answers there within four seconds */
    public static TemporalConnection open(TemporalTarget target) {
        RpcRetryOptions retries = RpcRetryOptions.newBuilder()
                .setExpiration(Duration.ofSeconds(20))
                .build();
        WorkflowServiceStubsOptions options = WorkflowServiceStubsOptions.newBuilder(
                        target.profile().toWorkflowServiceStubsOptions())
                .setRpcTimeout(Duration.ofSeconds(15))
                .setRpcRetryOptions(retries)
                .build();
        try {
            WorkflowServiceStubs stubs = WorkflowServiceStubs.newConnectedServiceStubs(options, CONNECT_LIMIT);
            WorkflowClientOptions clientOptions = WorkflowClientOptions.newBuilder(
                            target.profile().toWorkflowClientOptions())
                    .setDataConverter(Payloads.converter())
                    .build();
            return new TemporalConnection(stubs, WorkflowClient.newInstance(stubs, clientOptions), target);
        } catch (RuntimeException e) {
            throw CommandFailure.unavailable(
                    "Temporal does not answer at " + target.address() + " (an address from " + target.origin()
                            + "). Start the local stack with ./palisade up, or name another with --temporal-address.",
                    e);
        }
    }

    public RequestReader requests(Clock clock) {
        return new RequestReader(client, target.address(), clock, slowness(Slowness.DEFAULT_ALLOWANCE));
    }

    /** What is slow here, by the speed of the Azure behind it. */
    public Slowness slowness(Duration allowance) {
        return new Slowness(allowance, target.scale().speed());
    }

    public WorkflowClient client() {
        return client;
    }

    public WorkflowServiceStubs stubs() {
        return stubs;
    }

    public TemporalTarget target() {
        return target;
    }

    @Override
    public void close() {
        stubs.shutdownNow();
    }
}
