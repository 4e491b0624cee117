package dev.palisade.local.servicebus;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The broker as its users run it: a Java process of its own. */
final class BrokerProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private BrokerProcess(Process process) {
        this.process = process;
        this.output = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts the broker's main class with these arguments, its error output among its output. */
    static BrokerProcess start(String... arguments) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(
                List.of(java.toString(), "-cp", System.getProperty("java.class.path"), Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        environment.remove("JAVA_TOOL_OPTIONS");
        try {
            return new BrokerProcess(builder.start());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Waits until the broker says that it is ready, and returns the connection string that it says. */
    String connectionString() {
        try {
            String line = output.readLine();
            if (line == null || !line.contains("Endpoint=")) {
                throw new AssertionError("The broker did not start: " + line + rest());
            }
            return line.substring(line.indexOf("Endpoint="));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The next line that it says. */
    String line() {
        try {
            return String.valueOf(output.readLine());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Ends it as {@code kill -9} does, and returns its exit code. */
    int killHard() throws InterruptedException {
        process.destroyForcibly();
        return exitCode();
    }

    /** Asks it to end as {@code kill} does, and returns its exit code. */
    int terminate() throws InterruptedException {
        // By its handle: the process itself would close the output that is still to be read.
        process.toHandle().destroy();
        return exitCode();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new AssertionError("The broker does not end");
        }
        return process.exitValue();
    }

    String rest() {
        return output.lines().collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
