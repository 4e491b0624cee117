package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One of our programs as a JVM of its own, so that it can be killed as a machine would kill it. Its output is appended to a log. */
final class JvmProcess implements AutoCloseable {
    private final String main;
    private final Path log;
    private final Map<String, String> environment;
    private @Nullable Process process;

    /** @param environment what the program is told besides, such as secrets */
    JvmProcess(String main, Path log, Map<String, String> environment) {
        this.main = main;
        this.log = log;
        this.environment = Map.copyOf(environment);
    }

    void start(List<String> arguments) {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // Surefire starts its JVM with a jar that only names the class path; the real one is in its property.
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path", ""));
        List<String> command = new ArrayList<>(
                List.of(java, "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath, main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    boolean isAlive() {
        return running().isAlive();
    }

    long pid() {
        return running().pid();
    }

    /** SIGKILL: no shutdown hook runs, nothing is released. Returns when the process is gone. */
    void kill() {
        running().destroyForcibly();
        awaitExit();
    }

    Path log() {
        return log;
    }

    /** The end of the log, for whoever must say why the program is not as it should be. */
    String tail() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
        } catch (IOException unreadable) {
            return "(no log: " + unreadable.getMessage() + ")";
        }
    }

    /** Asks it to end, and waits for that. */
    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            awaitExit();
        }
    }

    private Process running() {
        if (process == null) {
            throw new IllegalStateException(main + " was not started");
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
}
