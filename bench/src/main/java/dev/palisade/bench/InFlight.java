package dev.palisade.bench;

import static dev.palisade.bench.Figures.number;

import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.state.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What the worker holds while many operations are in flight: waiting should cost no thread and next to no memory. */
final class InFlight {
    private static final Duration PATIENCE = Duration.ofMinutes(6);

    /** Slow enough that the first clusters are still being created when the last are begun. */
    private static final double SPEED = 4;

    private record Sample(long operations, long threads, long residentKiB) {}

    private InFlight() {}

    static Figures measure(Path directory, Path examples, int wanted) {
        Path own = directory.resolve("in-flight");
        own.toFile().mkdirs();
        try (LocalStack stack = LocalStack.start(own, SPEED)) {
            Sample idle = sample(stack);
            for (int i = 0; i < wanted; i++) {
                EnvironmentFixture environment = EnvironmentFixture.of("flight" + i, examples);
                environment.world().forEach(stack.arm()::put);
                stack.requests().apply("flight" + i, environment.document());
            }
            Sample loaded = await(stack, wanted);
            return table(idle, loaded);
        }
    }

    private static Sample await(LocalStack stack, int wanted) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        Sample sample = sample(stack);
        while (sample.operations() < wanted && Instant.now().isBefore(giveUp)) {
            LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());
            sample = sample(stack);
        }
        return sample;
    }

    private static Figures table(Sample idle, Sample loaded) {
        return new Figures(
                "The worker with operations in flight",
                List.of("in flight", "threads", "resident MiB"),
                List.of(row(idle), row(loaded)),
                List.of("ratio: threads " + number((double) loaded.threads() / idle.threads()) + ", memory "
                        + number((double) loaded.residentKiB() / idle.residentKiB())
                        + " (loaded ÷ idle, same process; both figures as the kernel gives them)"));
    }

    private static List<String> row(Sample sample) {
        return List.of(
                Long.toString(sample.operations()),
                Long.toString(sample.threads()),
                number(sample.residentKiB() / 1024.0));
    }

    private static Sample sample(LocalStack stack) {
        long running =
                stack.arm().operations().stream().filter(Operation::running).count();
        return new Sample(running, ofWorker(stack, "Threads:"), ofWorker(stack, "VmRSS:"));
    }

    private static long ofWorker(LocalStack stack, String field) {
        try {
            return Files.readAllLines(
                            Path.of("/proc", Long.toString(stack.worker().pid()), "status"))
                    .stream()
                    .filter(line -> line.startsWith(field))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
