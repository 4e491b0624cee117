package dev.palisade.worker.temporal;

import com.uber.m3.tally.NoopScope;
import com.uber.m3.tally.RootScopeBuilder;
import com.uber.m3.tally.Scope;
import com.uber.m3.tally.ScopeCloseException;
import com.uber.m3.util.Duration;
import dev.palisade.worker.configuration.InvalidConfigurationException;
import dev.palisade.worker.configuration.Problem;
import dev.palisade.worker.configuration.TemporalConfiguration;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.micrometer.core.instrument.MeterRegistry;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.common.reporter.MicrometerClientStatsReporter;
import io.temporal.envconfig.ClientConfigProfile;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connection to Temporal's namespace. Making one does not need Temporal to be there. */
public final class TemporalConnection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TemporalConnection.class);
    private static final long CLOSE_SECONDS = 5;

    private final WorkflowServiceStubs service;
    private final WorkflowClient client;
    private final Scope scope;

    private TemporalConnection(WorkflowServiceStubs service, WorkflowClient client, Scope scope) {
        this.service = service;
        this.client = client;
        this.scope = scope;
    }

    /** What Temporal's own tools would use, unless the configuration says otherwise. */
    public static TemporalConnection of(TemporalConfiguration configuration, MeterRegistry meters)
            throws InvalidConfigurationException {
        ClientConfigProfile profile = profile();
        Scope scope = new RootScopeBuilder()
                .reporter(new MicrometerClientStatsReporter(meters))
                .reportEvery(Duration.ofSeconds(10));
        WorkflowServiceStubsOptions.Builder options = WorkflowServiceStubsOptions.newBuilder(
                        profile.toWorkflowServiceStubsOptions())
                .setMetricsScope(scope);
        configuration.address().ifPresent(options::setTarget);
        WorkflowServiceStubs service = WorkflowServiceStubs.newServiceStubs(options.build());
        String namespace = configuration
                .namespace()
                .orElse(Objects.requireNonNullElse(profile.getNamespace(), TemporalNames.NAMESPACE));
        WorkflowClientOptions clientOptions = WorkflowClientOptions.newBuilder(profile.toWorkflowClientOptions())
                .setNamespace(namespace)
                .setDataConverter(Payloads.converter())
                .build();
        return new TemporalConnection(service, WorkflowClient.newInstance(service, clientOptions), scope);
    }

    /** Over stubs that are there already; closing it closes them. */
    public static TemporalConnection over(WorkflowServiceStubs service, WorkflowClient client) {
        return new TemporalConnection(service, client, new NoopScope());
    }

    public WorkflowServiceStubs service() {
        return service;
    }

    public WorkflowClient client() {
        return client;
    }

    public String namespace() {
        return client.getOptions().getNamespace();
    }

    public String address() {
        return service.getOptions().getTarget();
    }

    @Override
    public void close() {
        service.shutdown();
        if (!service.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
            service.shutdownNow();
        }
        try {
            scope.close();
        } catch (ScopeCloseException unfinished) {
            LOG.warn("the last metrics of the Temporal SDK were not reported", unfinished);
        }
    }

    private static ClientConfigProfile profile() throws InvalidConfigurationException {
        try {
            return ClientConfigProfile.load();
        } catch (IOException | RuntimeException unreadable) {
            throw new InvalidConfigurationException(List.of(new Problem(
                    "Temporal's client configuration",
                    String.valueOf(unreadable.getMessage()),
                    "mend temporal.toml or the TEMPORAL_* variables")));
        }
    }
}
