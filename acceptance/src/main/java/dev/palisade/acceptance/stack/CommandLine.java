package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.client.stack.StackFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The built {@code palisade} command, run as people run it: a process of its own that finds the stack by its data directory. */
public final class CommandLine {
    private final Path jar;
    private final Path data;

    /**
     * @param home the project
     * @param data where the stack tells its addresses; created
     */
    CommandLine(Path home, Path data, StackFile stack) {
        this.jar = home.resolve("client/target/palisade.jar").toAbsolutePath().normalize();
        this.data = data;
        try {
            Files.createDirectories(data);
            new ObjectMapper().writeValue(data.resolve("stack.json").toFile(), stack);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** @param output both streams, as they came */
    public record Ran(List<String> arguments, int exitCode, String output) {}

    /** Runs it to its end. @throws IllegalStateException if the command is not built */
    public Ran run(List<String> arguments) {
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is not there; mvn package builds it");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                jar.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", data.toString()));
        return toItsEnd(arguments, command);
    }

    static Ran toItsEnd(List<String> arguments, List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ran(List.copyOf(arguments), process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
