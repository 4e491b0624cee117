package dev.palisade.acceptance.stack;

import dev.palisade.acceptance.wire.Wire;
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
import dev.palisade.workflows.contract.TemporalNames;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that runs, wired as {@code palisade up} wires it, but each part within reach of whoever started it. */
public final class LocalStack implements AutoCloseable {
    public static final String TEAM = "data-science";
    public static final String QUEUE = "palisade-data-science";
    public static final String OUTCOMES = "palisade-outcomes";

    private final Parts parts;
    private final Path directory;
    private final @Nullable Path azure;
    private final ServiceBusBroker bus;
    private final Optional<Wire> wire;
    private final TemporalProcess temporal;
    private final WorkerSettings settings;
    private final WorkerProcess worker;
    private final Requests requests;
    private final AuditLog audit;
    private final Operator operator;
    private volatile ArmSimulator arm;

    /** Starts all parts; the worker is ready when this returns. */
    public static LocalStack start(Path directory, double speed) {
        return start(LocalStackOptions.of(directory, speed));
    }

    /** Starts all parts; the worker is ready when this returns. */
    public static LocalStack start(LocalStackOptions options) {
        Parts parts = new Parts();
        try {
            LocalStack stack = new LocalStack(options, parts);
            stack.worker.start();
            return stack;
        } catch (RuntimeException notReady) {
            try (parts) {
                throw notReady;
            }
        }
    }

    private LocalStack(LocalStackOptions options, Parts parts) {
        this.parts = parts;
        directory = options.directory();
        azure = options.mortalAzure() ? directory.resolve("azure") : null;
        arm = ArmSimulator.start(new SimulatorOptions(FreePort.next(), options.speed(), azure, null));
        // It may be another one by then.
        parts.add(() -> this.arm.close());
        bus = parts.add(
                ServiceBusBroker.start(new BrokerOptions(0, directory.resolve("bus"), entities(options)).withAdmin(0)));
        wire = options.wired() ? Optional.of(parts.add(Wire.to(bus.port()))) : Optional.empty();
        temporal = parts.add(TemporalProcess.start(directory.resolve("temporal.db")));
        settings = new WorkerSettings(temporal.target(), arm.baseUrl(), options.speed(), options.concurrency());
        String connection = bus.connectionString();
        worker = parts.add(new WorkerProcess(
                directory,
                settings.yaml()
                        + options.slowAfter().map(WorkerSettings::slowAfter).orElse(""),
                wire.map(over -> over.leading(connection)).orElse(connection)));
        requests = parts.add(new Requests(connection, QUEUE, temporal.client()));
        audit = new AuditLog(this::arm);
        operator = new Operator(temporal.client());
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

    /**
     * A worker of another build, not started yet.
     *
     * @param makeCurrent whether it makes its build current by itself
     */
    public WorkerProcess workerOf(String build, boolean makeCurrent) {
        return parts.add(worker.beside("worker-" + build, settings.yaml(build, makeCurrent)));
    }

    public TemporalProcess temporal() {
        return temporal;
    }

    /** What is between the worker and the broker. @throws java.util.NoSuchElementException if the stack was started without one */
    public Wire wire() {
        return wire.orElseThrow();
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

    /**
     * Lets Azure go on as a process of its own, kills that as a machine would, and is Azure again with what that had on disk.
     *
     * @param life returns when the process is to be killed
     */
    public void killAzureAfter(Consumer<AzureProcess> life) {
        Path data = Objects.requireNonNull(azure, "an Azure that can be killed is an option of the stack");
        int port = arm.port();
        double speed = arm.clock().speed();
        arm.close();
        try (AzureProcess process = AzureProcess.start(port, speed, data, directory.resolve("azure.log"))) {
            life.accept(process);
            process.kill();
        }
        arm = ArmSimulator.start(new SimulatorOptions(port, speed, data, null));
    }

    @Override
    public void close() {
        parts.close();
    }

    private static List<EntityDescription> entities(LocalStackOptions options) {
        return List.of(
                new Queue(QUEUE, options.queue()),
                new Topic(OUTCOMES, Optional.empty(), List.of(new Subscription("all", DeliverySettings.DEFAULT))));
    }
}
