package dev.palisade.local.temporal.finder;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The machine that this process runs on. */
final class LocalMachine implements Machine {
    @Override
    public String executableName() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("windows");
        return windows ? "temporal.exe" : "temporal";
    }

    @Override
    public Optional<String> environmentVariable(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isBlank());
    }

    @Override
    public boolean isExecutableFile(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }

    @Override
    public CommandResult run(List<String> command, Duration limit) {
        try {
            // A file rather than a pipe: a child of the command that outlives it cannot keep us reading.
            Path output = Files.createTempFile("palisade-temporal-", ".out");
            try {
                return run(command, limit, output);
            } finally {
                Files.deleteIfExists(output);
            }
        } catch (IOException e) {
            return new CommandResult(false, -1, String.valueOf(e.getMessage()));
        }
    }

    private static CommandResult run(List<String> command, Duration limit, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new CommandResult(true, -1, "not finished after " + limit.toSeconds() + " s");
            }
            return new CommandResult(
                    true, process.exitValue(), new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CommandResult(true, -1, "interrupted");
        } finally {
            process.destroyForcibly();
        }
    }
}
