package dev.palisade.bench;

import static dev.palisade.bench.Figures.number;

import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.planning.plan.Plan;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What Palisade adds to Azure's own time, and what a request costs in history. Played at several speeds of the simulator, because the
 * overhead is in real time and must not grow with Azure's.
 */
final class Overhead {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** One request: all in real seconds but {@code critical}, which is in Azure's. */
    private record Round(double wall, double critical, double overhead, int events, int steps, int eventsOfNothing) {}

    private Overhead() {}

    static Figures measure(Path directory, Path examples, List<Double> speeds, int rounds) {
        List<List<String>> rows = new ArrayList<>();
        for (double speed : speeds) {
            Path own = directory.resolve("speed-" + (int) speed);
            own.toFile().mkdirs();
            try (LocalStack stack = LocalStack.start(own, speed)) {
                List<Round> measured = new ArrayList<>();
                for (int round = 0; round <= rounds; round++) {
                    measured.add(round(stack, examples, speed, "bench" + round));
                }
                // The first one loads classes and opens connections.
                rows.add(row(speed, measured.subList(1, measured.size())));
            }
        }
        return new Figures(
                "Overhead of one request (medians of " + rounds + " rounds after a warm-up)",
                List.of(
                        "speed",
                        "wall, real s",
                        "Azure, simulated s",
                        "overhead, real s",
                        "ratio at speed 1",
                        "events/long step",
                        "events beside"),
                rows,
                List.of(
                        "overhead = wall time from sending the message to the result, less the longest chain of Azure's operations ÷ speed",
                        "ratio at speed 1 = (Azure's time + overhead) ÷ Azure's time",
                        "events/long step = (events of the request − events of one with nothing to do) ÷ its steps"));
    }

    private static Round round(LocalStack stack, Path examples, double speed, String name) {
        EnvironmentFixture environment = EnvironmentFixture.of(name, examples);
        environment.world().forEach(stack.arm()::put);
        long sent = System.nanoTime();
        RequestStatus status = ready(stack, environment, name);
        double wall = (System.nanoTime() - sent) / 1e9;
        Plan plan = Objects.requireNonNull(status.plan());
        double critical = AzureTime.criticalPath(plan, stack.arm().operations()).toMillis() / 1e3;
        int events = stack.requests().history(name).size();
        ready(stack, environment, name + "-again");
        int nothing = stack.requests().history(name + "-again").size();
        return new Round(
                wall, critical, wall - critical / speed, events, plan.steps().size(), nothing);
    }

    private static RequestStatus ready(LocalStack stack, EnvironmentFixture environment, String id) {
        stack.requests().apply(id, environment.document());
        RequestStatus status = stack.requests().atRest(id, PATIENCE);
        if (status.state() != RequestState.READY) {
            throw new IllegalStateException(id + " ended " + status);
        }
        return status;
    }

    private static List<String> row(double speed, List<Round> rounds) {
        double critical = median(rounds, Round::critical);
        double overhead = median(rounds, Round::overhead);
        return List.of(
                number(speed),
                number(median(rounds, Round::wall)),
                number(critical),
                number(overhead),
                String.format(java.util.Locale.ROOT, "%.4f", (critical + overhead) / critical),
                number(median(rounds, round -> (double) (round.events() - round.eventsOfNothing()) / round.steps())),
                number(median(rounds, round -> (double) round.eventsOfNothing())));
    }

    private static double median(List<Round> rounds, java.util.function.ToDoubleFunction<Round> of) {
        return Figures.median(rounds.stream().map(of::applyAsDouble).toList());
    }
}
