package dev.palisade.acceptance.stack;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.client.Palisade;
import dev.palisade.client.command.CommandContext;
import dev.palisade.client.request.ServiceBusMessageSender;
import dev.palisade.client.stack.StackFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The built {@code palisade} command, run as people run it: a process of its own that finds the stack by its data directory. */
public final class CommandLine {
    private static final int WIDE = 200;

    private final Path home;
    private final Path jar;
    private final Path data;

    /**
     * @param home the project
     * @param data where the stack tells its addresses; created
     */
    CommandLine(Path home, Path data, StackFile stack) {
        this.home = home;
        this.jar = home.resolve("client/target/palisade.jar").toAbsolutePath().normalize();
        this.data = data;
        try {
            Files.createDirectories(data);
            Path written = Files.createTempFile(data, "stack", ".json");
            new ObjectMapper().writeValue(written.toFile(), stack);
            // At once: another command on the same stack may be reading it.
            Files.move(written, data.resolve("stack.json"), StandardCopyOption.ATOMIC_MOVE);
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

    /** The same command within this process, without the start of another: a dozen pages at once are a hundred starts. */
    public Ran runHere(List<String> arguments) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        CommandContext context = new CommandContext(
                home,
                System.getenv(),
                writer,
                writer,
                new CommandContext.Terminal(false, WIDE),
                Clock.systemUTC(),
                new ServiceBusMessageSender());
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--data", data.toString()));
        int exitCode = Palisade.commandLine(context).execute(all.toArray(String[]::new));
        writer.flush();
        return new Ran(List.copyOf(arguments), exitCode, printed.toString());
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
