package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The worker as a JVM of its own, so that it can be killed as a machine would kill it. */
public final class WorkerProcess implements AutoCloseable {
    private final Path file;
    private final Probe probe = Probe.onFreePort();
    private final String serviceBus;
    private final String sealingKey;
    private final JvmProcess process;

    /**
     * @param configuration the worker's YAML without its {@code http} section
     * @param serviceBus the connection string
     */
    public WorkerProcess(Path directory, String configuration, String serviceBus) {
        this(directory.resolve("worker.yaml"), configuration, serviceBus, sealingKey());
    }

    private WorkerProcess(Path file, String configuration, String serviceBus, String sealingKey) {
        this.file = file;
        this.serviceBus = serviceBus;
        this.sealingKey = sealingKey;
        String log = file.getFileName().toString().replace(".yaml", ".log");
        process = new JvmProcess(
                "dev.palisade.worker.Main",
                file.resolveSibling(log),
                Map.of("PALISADE_SEALING_KEY", sealingKey, "PALISADE_SERVICEBUS_CONNECTION", serviceBus));
        write(file, configuration + "http: { port: " + probe.port() + " }\n");
    }

    /**
     * One that can run beside this one, and unseals what this one has sealed.
     *
     * @param name of its configuration and its log
     */
    WorkerProcess beside(String name, String configuration) {
        return new WorkerProcess(file.resolveSibling(name + ".yaml"), configuration, serviceBus, sealingKey);
    }

    /** Returns when the worker says that it is ready. @throws IllegalStateException with the end of its log, if it does not in a minute */
    public void start() {
        process.start(List.of("--config", file.toString()));
        probe.await("/ready", process);
    }

    /** SIGKILL: no shutdown hook runs, nothing is released. Returns when the process is gone. */
    public void kill() {
        process.kill();
    }

    public long pid() {
        return process.pid();
    }

    public String metrics() {
        return probe.get("/metrics").orElse("");
    }

    /** What the worker was told and must tell nobody: whoever looks for leaks has to know it. */
    public List<String> secrets() {
        return List.of(sealingKey);
    }

    public Path log() {
        return process.log();
    }

    @Override
    public void close() {
        process.close();
    }

    private static String sealingKey() {
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
