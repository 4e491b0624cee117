package dev.palisade.client.stack;

import dev.palisade.client.failure.CommandFailure;
import dev.palisade.client.request.QueueTarget;
import dev.palisade.client.setup.NamespaceSetup;
import dev.palisade.client.temporal.TemporalConnection;
import dev.palisade.client.temporal.TemporalTarget;
import dev.palisade.client.timing.TimeScale;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that Palisade needs, on this machine: Temporal (unless another is configured), Azure's simulator, the broker, a worker. */
public final class LocalStack implements AutoCloseable {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    /** The first start may have to fetch the Temporal CLI. */
    private static final Duration TEMPORAL_START_LIMIT = Duration.ofMinutes(5);

    private final Jars jars;
    private final DataDirectory data;
    private final Ports ports;
    private final double speed;
    private final LocalWorld world;
    private final Optional<TemporalTarget> configuredTemporal;
    private final Children children = new Children();

    private LocalStack(
            Jars jars,
            DataDirectory data,
            Ports ports,
            double speed,
            LocalWorld world,
            Optional<TemporalTarget> configuredTemporal) {
        this.jars = jars;
        this.data = data;
        this.ports = ports;
        this.speed = speed;
        this.world = world;
        this.configuredTemporal = configuredTemporal;
    }

    /**
     * Nothing runs yet: {@link #start()} starts it, {@link #close()} ends it, and may be called at any moment.
     *
     * @param configuredTemporal used instead of a dev server of ours
     */
    public static LocalStack of(
            Jars jars,
            DataDirectory data,
            Ports ports,
            double speed,
            LocalWorld world,
            Optional<TemporalTarget> configuredTemporal) {
        return new LocalStack(jars, data, ports, speed, world, configuredTemporal);
    }

    /**
     * Returns when every part answers. The calling thread must live as long as the stack.
     *
     * @throws CommandFailure if a port is taken or a part does not start; then close it
     */
    public void start() throws IOException, InterruptedException {
        ports.requireFree(configuredTemporal.isEmpty());
        if (configuredTemporal.isEmpty()) {
            children.launch(
                    "temporal", jars.command(Jars.Jar.TEMPORAL, temporalArguments()), Map.of(), data.log("temporal"));
        }
        children.launch("azure", jars.command(Jars.Jar.AZURE, azureArguments()), Map.of(), data.log("azure"));
        children.launch("bus", jars.command(Jars.Jar.BUS, busArguments()), Map.of(), data.log("bus"));
        if (configuredTemporal.isEmpty()) {
            children.await("temporal", Readiness.listening(ports.temporal()), TEMPORAL_START_LIMIT);
        }
        try (TemporalConnection connection = TemporalConnection.open(temporal())) {
            new NamespaceSetup(connection.stubs()).ensure(temporal().namespace());
        }
        children.await("azure", Readiness.answering(addresses().azure() + "/simulator"), START_LIMIT);
        children.await("bus", Readiness.answering(addresses().serviceBusHttp() + "/health"), START_LIMIT);
        startWorker();
        addresses().write(data.path());
    }

    private void startWorker() throws IOException, InterruptedException {
        String yaml = WorkerFile.text(
                configuredTemporal.isEmpty() ? temporal().address() : null,
                temporal().namespace(),
                ports,
                world,
                speed,
                data.sealingKey());
        Files.writeString(data.file("worker.yaml"), yaml);
        // A broker on this machine takes any key, so its connection string is no secret; it overrides one for a real
        // namespace.
        String connection =
                String.valueOf(QueueTarget.local(addresses().serviceBus(), "").connection());
        children.launch(
                "worker",
                jars.command(
                        Jars.Jar.WORKER,
                        List.of("--config", data.file("worker.yaml").toString())),
                Map.of("PALISADE_SERVICEBUS_CONNECTION", connection),
                data.log("worker"));
        children.await("worker", Readiness.answering("http://127.0.0.1:" + ports.worker() + "/ready"), START_LIMIT);
    }

    private List<String> temporalArguments() {
        return List.of(
                "--port",
                String.valueOf(ports.temporal()),
                "--ui-port",
                String.valueOf(ports.webUi()),
                "--db",
                data.file("temporal.db").toString(),
                "--log",
                data.log("temporal-server").toString(),
                "--until-stdin-closes");
    }

    private List<String> azureArguments() {
        return List.of(
                "--port", String.valueOf(ports.azure()),
                "--speed", String.valueOf(speed),
                "--data", data.file("azure").toString(),
                "--world", world.worldFile().toString());
    }

    private List<String> busArguments() {
        return List.of(
                "--port", String.valueOf(ports.serviceBus()),
                "--admin-port", String.valueOf(ports.serviceBusHttp()),
                "--data", data.file("bus").toString(),
                "--config", world.serviceBusFile().toString());
    }

    /** Where each part listens: what {@code stack.json} says to other commands. */
    public StackFile addresses() {
        return new StackFile(
                temporal().address(),
                temporal().namespace(),
                configuredTemporal.isEmpty() ? "http://127.0.0.1:" + ports.webUi() : null,
                "127.0.0.1:" + ports.serviceBus(),
                "http://127.0.0.1:" + ports.serviceBusHttp(),
                world.queues(),
                "http://127.0.0.1:" + ports.azure(),
                speed);
    }

    public TemporalTarget temporal() {
        return configuredTemporal.orElseGet(
                () -> TemporalTarget.local("127.0.0.1:" + ports.temporal(), TimeScale.simulated(speed)));
    }

    public Ports ports() {
        return ports;
    }

    public DataDirectory data() {
        return data;
    }

    /**
     * Waits, and watches over the children meanwhile.
     *
     * @throws CommandFailure as soon as a child ends, with the end of its log
     */
    public void pause(Duration duration) throws InterruptedException {
        children.pause(duration);
    }

    /** Returns never: only by the end of a child, which is thrown, or of this process. */
    public void serve() throws InterruptedException {
        while (true) {
            children.pause(Duration.ofDays(1));
        }
    }

    /** Ends every child, the worker first; idempotent. The data directory stays the caller's. */
    @Override
    public void close() {
        children.close();
        try {
            Files.deleteIfExists(StackFile.in(data.path()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("stack.json cannot be deleted; it names a stack that has ended", e);
        }
    }
}
