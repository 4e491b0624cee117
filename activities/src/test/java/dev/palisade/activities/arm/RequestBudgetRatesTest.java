package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** More requests at once than ARM's buckets hold, at ARM's own sizes and rates, with answers that take from nothing to three seconds. */
class RequestBudgetRatesTest {
    private static final int SEEDS = 20;
    private static final int WRITES = 600;
    private static final int READS = 900;
    private static final List<String> PROVIDERS =
            List.of("Microsoft.Storage", "Microsoft.Network", "Microsoft.ContainerService");

    static Stream<Integer> seeds() {
        return IntStream.range(0, SEEDS).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aWorkerAloneIsNeverRefusedAndIsAsFastAsTheBucketsRefill(int seed) {
        HandDrivenEvents events = new HandDrivenEvents();
        Random random = new Random(seed);
        BusyAzure azure = new BusyAzure(random, false);
        BusyWorker worker = new BusyWorker(events, azure, random);
        learnTheCounts(worker, events);
        Duration start = events.now();

        burst(worker, events, random);
        events.runUntil(start.plus(Duration.ofMinutes(3)));

        assertThat(azure.refusals()).isZero();
        // 600 writes at ten a second would take a minute from an empty bucket; the full one saves twenty seconds of it.
        assertThat(worker.answered()).as("answered after three minutes").isEqualTo(WRITES + READS + 2);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverAzureRefusesNobodyGoesIntoAWindowAndEverybodyGetsThrough(int seed) {
        HandDrivenEvents events = new HandDrivenEvents();
        Random random = new Random(seed);
        BusyAzure azure = new BusyAzure(random, true);
        List<BusyWorker> workers = IntStream.range(0, 1 + seed % 3)
                .mapToObj(each -> new BusyWorker(events, azure, random))
                .toList();
        Duration end = events.now().plus(Duration.ofHours(2));

        workers.forEach(worker -> burst(worker, events, random));
        somebodyElse(azure, events, random);
        events.runUntil(end);

        assertThat(workers).allSatisfy(worker -> {
            assertThat(worker.answered()).as("answered").isEqualTo(WRITES + READS);
            assertThat(worker.windows()).as("windows").isPositive();
            assertThat(worker.attempts()).as("attempts").isLessThan(40 * (WRITES + READS));
        });
    }

    private static void learnTheCounts(BusyWorker worker, HandDrivenEvents events) {
        worker.ask(BusyAzure.write(PROVIDERS.get(0)));
        worker.ask(BusyAzure.read(PROVIDERS.get(0)));
        events.runUntil(events.now().plusSeconds(20));
    }

    private static void burst(BusyWorker worker, HandDrivenEvents events, Random random) {
        for (int i = 0; i < WRITES; i++) {
            events.in(soon(random), () -> worker.ask(BusyAzure.write(provider(random))));
        }
        for (int i = 0; i < READS; i++) {
            events.in(soon(random), () -> worker.ask(BusyAzure.read(provider(random))));
        }
    }

    /** Takes half of what refills, for a while. */
    private static void somebodyElse(BusyAzure azure, HandDrivenEvents events, Random random) {
        for (int second = 0; second < 300; second++) {
            events.in(Duration.ofSeconds(second), () -> {
                azure.drain(RequestClass.WRITES, random.nextInt(11), events.now());
                azure.drain(RequestClass.READS, random.nextInt(26), events.now());
            });
        }
    }

    private static Duration soon(Random random) {
        return Duration.ofMillis(random.nextInt(10_000));
    }

    private static String provider(Random random) {
        return PROVIDERS.get(random.nextInt(PROVIDERS.size()));
    }
}
