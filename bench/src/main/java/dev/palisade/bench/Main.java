package dev.palisade.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Runs every benchmark and prints a table for each. {@code bench/run} starts it. */
public final class Main {
    private static final List<Double> SPEEDS = List.of(60.0, 240.0);
    private static final int ROUNDS = 3;
    private static final int IN_FLIGHT = 200;
    private static final int MESSAGES = 500;
    private static final int INTAKE_THREADS = 8;
    private static final int BACKLOG = 100_000;

    private Main() {}

    /** @param arguments the folder of the example */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path examples = Path.of(arguments.length > 0 ? arguments[0] : "examples");
        Path directory = Files.createTempDirectory("palisade-bench");
        System.out.println(Overhead.measure(directory, examples, SPEEDS, ROUNDS));
        System.out.println(InFlight.measure(directory, examples, IN_FLIGHT));
        System.out.println(IntakeRate.measure(directory, examples, MESSAGES, ROUNDS, INTAKE_THREADS));
        System.out.println(Backlog.measure(directory, BACKLOG));
    }
}
