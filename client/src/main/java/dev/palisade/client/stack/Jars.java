package dev.palisade.client.stack;

import dev.palisade.client.failure.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The runnable jars of the project, and how a JVM is started on one of them. */
public final class Jars {
    private final Path home;

    public Jars(Path home) {
        this.home = home;
    }

    /** Each with a heap that suits a laptop. */
    public enum Jar {
        TEMPORAL("local/temporal/target/temporal.jar", 64),
        AZURE("local/arm/target/azure.jar", 256),
        BUS("local/servicebus/target/bus.jar", 256),
        WORKER("worker/target/worker.jar", 384);

        private final String path;
        private final int heapMegabytes;

        Jar(String path, int heapMegabytes) {
            this.path = path;
            this.heapMegabytes = heapMegabytes;
        }
    }

    /** @throws CommandFailure if the jar is not built */
    public List<String> command(Jar jar, List<String> arguments) {
        return command(jar, List.of(), arguments);
    }

    /** As a subcommand of ours: the jar's own help then calls itself by that name. */
    public List<String> subcommand(Jar jar, String name, List<String> arguments) {
        return command(jar, List.of("-Dpalisade.command=palisade " + name), arguments);
    }

    private List<String> command(Jar jar, List<String> properties, List<String> arguments) {
        Path file = home.resolve(jar.path);
        if (!Files.exists(file)) {
            throw CommandFailure.unavailable(jar.path
                    + " is missing. Build it with: mvn -q -B -DskipTests package (./palisade does so by itself).");
        }
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx" + jar.heapMegabytes + "m"));
        command.addAll(properties);
        command.addAll(List.of("-jar", file.toString()));
        command.addAll(arguments);
        return List.copyOf(command);
    }
}
