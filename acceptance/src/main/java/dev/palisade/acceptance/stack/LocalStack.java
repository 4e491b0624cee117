package dev.palisade.acceptance.stack;

import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.stack.StackFile;
import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Queue;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that runs, wired as {@code palisade up} wires it, but each part within reach of whoever started it. */
public final class LocalStack implements AutoCloseable {
    public static final String TEAM = "data-science";
    public static final String QUEUE = "palisade-data-science";
    public static final String OUTCOMES = "palisade-outcomes";

    private final Path directory;
    private final ArmSimulator arm;
    private final ServiceBusBroker bus;
    private final WorkflowServiceStubs stubs;
    private final WorkflowClient client;
    private final WorkerProcess worker;
    private final Requests requests;
    private final AuditLog audit;
    private final Operator operator;
    private TemporalServer temporal;

    /** Starts all parts; the worker is ready when this returns. */
    public static LocalStack start(Path directory, double speed) {
        ArmSimulator arm = ArmSimulator.start(new SimulatorOptions(0, speed, null, null));
        ServiceBusBroker bus =
                ServiceBusBroker.start(new BrokerOptions(0, directory.resolve("bus"), entities()).withAdmin(0));
        TemporalServer temporal =
                TemporalServer.start(TemporalServerOptions.withDatabase(directory.resolve("temporal.db")));
        LocalStack stack = new LocalStack(directory, speed, arm, bus, temporal);
        try {
            stack.worker.start();
            return stack;
        } catch (RuntimeException notReady) {
            stack.close();
            throw notReady;
        }
    }

    private LocalStack(Path directory, double speed, ArmSimulator arm, ServiceBusBroker bus, TemporalServer temporal) {
        this.directory = directory;
        this.arm = arm;
        this.bus = bus;
        this.temporal = temporal;
        stubs = WorkflowServiceStubs.newServiceStubs(WorkflowServiceStubsOptions.newBuilder()
                .setTarget(temporal.target())
                .validateAndBuildWithDefaults());
        ensureNamespace(stubs);
        client = WorkflowClient.newInstance(
                stubs,
                WorkflowClientOptions.newBuilder()
                        .setNamespace(TemporalNames.NAMESPACE)
                        .setDataConverter(Payloads.converter())
                        .build());
        worker = new WorkerProcess(directory, configuration(speed), bus.connectionString());
        requests = new Requests(bus.connectionString(), QUEUE, client);
        audit = new AuditLog(arm);
        operator = new Operator(client);
    }

    public ArmSimulator arm() {
        return arm;
    }

    public ServiceBusBroker bus() {
        return bus;
    }

    public WorkerProcess worker() {
        return worker;
    }

    public WorkflowClient temporal() {
        return client;
    }

    public Requests requests() {
        return requests;
    }

    public Operator operator() {
        return operator;
    }

    /** @param home the project, whose build has made the command */
    public CommandLine commandLine(Path home) {
        String serviceBus = "127.0.0.1:" + bus.port();
        StackFile addresses = new StackFile(
                temporal.target(),
                TemporalNames.NAMESPACE,
                null,
                serviceBus,
                "http://127.0.0.1:" + bus.adminPort().orElseThrow(),
                Map.of(TEAM, QUEUE),
                arm.baseUrl(),
                arm.clock().speed());
        return new CommandLine(home, directory.resolve("command-line"), addresses);
    }

    public AuditLog audit() {
        return audit;
    }

    /** Kills Temporal as a machine would and starts it again on the same address and database. */
    public void killAndRestartTemporal() {
        URI ui = URI.create(temporal.uiUrl());
        int port =
                Integer.parseInt(temporal.target().substring(temporal.target().lastIndexOf(':') + 1));
        temporal.kill();
        temporal = TemporalServer.start(TemporalServerOptions.withDatabase(directory.resolve("temporal.db"))
                .withPorts(port, ui.getPort()));
    }

    @Override
    public void close() {
        requests.close();
        worker.close();
        stubs.shutdownNow();
        bus.close();
        temporal.close();
        arm.close();
    }

    static void ensureNamespace(WorkflowServiceStubs stubs) {
        try {
            new NamespaceSetup(stubs).ensure(TemporalNames.NAMESPACE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<EntityDescription> entities() {
        return List.of(
                new Queue(QUEUE, DeliverySettings.DEFAULT),
                new Topic(OUTCOMES, Optional.empty(), List.of(new Subscription("all", DeliverySettings.DEFAULT))));
    }

    private String configuration(double speed) {
        return WorkerSettings.yaml(temporal.target(), arm.baseUrl(), speed);
    }
}
