package dev.palisade.local.arm;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The simulator in a JVM of its own, started from this test's class path. */
record SimulatorProcess(Process process, String firstLine) implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://127\\.0\\.0\\.1:\\d+");

    static SimulatorProcess start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        String first = output.readLine();
        // The SDK on this class path brings a logging facade that says it has nothing to log to.
        while (first != null && first.startsWith("SLF4J")) {
            first = output.readLine();
        }
        return new SimulatorProcess(process, first == null ? "" : first);
    }

    ArmClient client() {
        return client(HttpClient.newHttpClient());
    }

    ArmClient client(HttpClient http) {
        Matcher address = ADDRESS.matcher(firstLine);
        if (!address.find()) {
            throw new IllegalStateException("Not ready: " + firstLine);
        }
        return new ArmClient(address.group(), http);
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Still running: " + firstLine);
        }
        return process.exitValue();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
