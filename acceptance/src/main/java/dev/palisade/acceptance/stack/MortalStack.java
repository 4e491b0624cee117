package dev.palisade.acceptance.stack;

import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import dev.palisade.local.temporal.TemporalServer;
import dev.palisade.local.temporal.TemporalServerOptions;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.serviceclient.WorkflowServiceStubs;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import java.net.URI;
import java.nio.file.Path;

/** Everything that runs, with broker, worker and Temporal as processes of their own: any of them can be killed and comes again. */
public final class MortalStack implements AutoCloseable {
    private static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "sbemulatorns",
              "Queues": [{"Name": "%s", "Properties": {"LockDuration": "PT15S", "MaxDeliveryCount": 10}}],
              "Topics": [{"Name": "%s", "Subscriptions": [{"Name": "all", "Properties": {}}]}]}]}}
            """.formatted(LocalStack.QUEUE, LocalStack.OUTCOMES);

    private final Path directory;
    private final ArmSimulator arm;
    private final BrokerProcess broker;
    private final WorkerProcess worker;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private TemporalServer temporal;

    /** Starts all parts; the worker is ready when this returns. */
    public static MortalStack start(Path directory, double speed) {
        MortalStack stack = new MortalStack(directory, speed);
        try {
            stack.broker.start();
            stack.worker.start();
            return stack;
        } catch (RuntimeException notReady) {
            stack.close();
            throw notReady;
        }
    }

    private MortalStack(Path directory, double speed) {
        this.directory = directory;
        arm = ArmSimulator.start(new SimulatorOptions(0, speed, null, null));
        temporal = TemporalServer.start(database());
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target())
                .validateAndBuildWithDefaults());
        LocalStack.ensureNamespace(stubs);
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TemporalNames.NAMESPACE)
                        .setDataConverter(Payloads.converter())
                        .build());
        broker = new BrokerProcess(directory, CONFIG);
        worker = new WorkerProcess(
                directory, WorkerSettings.yaml(temporal.target(), arm.baseUrl(), speed), broker.connectionString());
    }

    public ArmSimulator arm() {
        return arm;
    }

    public BrokerProcess broker() {
        return broker;
    }

    public WorkerProcess worker() {
        return worker;
    }

    public WorkflowClient temporal() {
        return client;
    }

    /** Kills Temporal as a machine would and starts it again on the same address and database. */
    public void killAndRestartTemporal() {
        URI ui = URI.create(temporal.uiUrl());
        URI address = URI.create("tcp://" + temporal.target());
        temporal.kill();
        temporal = TemporalServer.start(database().withPorts(address.getPort(), ui.getPort()));
    }

    private TemporalServerOptions database() {
        return TemporalServerOptions.withDatabase(directory.resolve("temporal.db"));
    }

    @Override
    public void close() {
        worker.close();
        stubs.shutdownNow();
        broker.close();
        temporal.close();
        arm.close();
    }
}
