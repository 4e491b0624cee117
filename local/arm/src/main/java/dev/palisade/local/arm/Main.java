package dev.palisade.local.arm;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The simulator as a process: {@code java -jar azure.jar --port N}. It runs until it is told to end. */
@Command(
        name = "${sys:palisade.command:-azure}",
        mixinStandardHelpOptions = true,
        description =
                "A stand-in for Azure Resource Manager on loopback HTTP or HTTPS. GET /simulator says how to control it.")
public final class Main implements Callable<Integer> {
    @Option(names = "--port", required = true, description = "Port on the loopback address; 0 picks a free one.")
    private int port;

    @Option(names = "--speed", defaultValue = "1", description = "Simulated seconds per real second (default: 1).")
    private double speed;

    @Option(names = "--data", description = "Directory that keeps the state; without it, nothing outlives the process.")
    private @Nullable Path data;

    @Option(names = "--world", description = "JSON array of resources to begin with, as ARM's GETs return them.")
    private @Nullable Path world;

    @Option(
            names = "--tls",
            paramLabel = "<directory>",
            description = "Serve HTTPS with the key of this directory, made when it has none; " + ServerCertificate.FILE
                    + " in it is what clients trust.")
    private @Nullable Path tls;

    private final PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    private final PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);

    private Main() {}

    public static void main(String[] arguments) {
        int exit = new CommandLine(new Main()).execute(arguments);
        if (exit != CommandLine.ExitCode.OK) {
            System.exit(exit);
        }
    }

    @Override
    public Integer call() {
        try {
            ArmSimulator simulator = ArmSimulator.start(new SimulatorOptions(port, speed, data, world, tls));
            out.println("Azure Resource Manager simulator ready at " + simulator.baseUrl() + ", "
                    + (speed == Math.rint(speed) ? Long.toString((long) speed) : Double.toString(speed))
                    + " simulated seconds per real second, "
                    + (data == null ? "state in memory" : "state in " + data.toAbsolutePath()));
            return CommandLine.ExitCode.OK;
        } catch (SimulatorException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return CommandLine.ExitCode.USAGE;
        }
    }
}
