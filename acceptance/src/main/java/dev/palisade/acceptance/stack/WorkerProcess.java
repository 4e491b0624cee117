package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The worker as a JVM of its own, so that it can be killed as a machine would kill it. */
public final class WorkerProcess implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path directory;
    private final int port = freePort();
    private final Map<String, String> secrets;
    private @Nullable Process process;

    /** @param configuration the worker's YAML without its {@code http} section */
    public WorkerProcess(Path directory, String configuration, Map<String, String> secrets) {
        this.directory = directory;
        this.secrets = Map.copyOf(secrets);
        write(directory.resolve("worker.yaml"), configuration + "http: { port: " + port + " }\n");
    }

    /** Returns when the worker says that it is ready. @throws IllegalStateException with the end of its log, if it does not in a minute */
    public void start() {
        ProcessBuilder builder = new ProcessBuilder(command())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().putAll(secrets);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        awaitReady();
    }

    /** SIGKILL: no shutdown hook runs, nothing is released. Returns when the process is gone. */
    public void kill() {
        running().destroyForcibly();
        awaitExit();
    }

    public long pid() {
        return running().pid();
    }

    public String metrics() {
        return get("/metrics").orElse("");
    }

    public Path log() {
        return directory.resolve("worker.log");
    }

    @Override
    public void close() {
        if (process == null) {
            return;
        }
        process.destroy();
        awaitExit();
    }

    private List<String> command() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Surefire starts its JVM with a jar that only names the class path; the real one is in its property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        List<String> command = new ArrayList<>(List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-cp", classPath));
        command.addAll(List.of(
                "dev.palisade.worker.Main",
                "--config",
                directory.resolve("worker.yaml").toString()));
        return command;
    }

    private void awaitReady() {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (get("/ready").isEmpty()) {
            if (Instant.now().isAfter(giveUp) || !running().isAlive()) {
                throw new IllegalStateException("the worker did not become ready:\n" + tail());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    private Optional<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notListeningYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException("the worker was not started");
        }
        return process;
    }

    private void awaitExit() {
        try {
            if (!running().waitFor(30, TimeUnit.SECONDS)) {
                running().destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            running().destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private String tail() {
        try {
            List<String> lines = Files.readAllLines(log());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
