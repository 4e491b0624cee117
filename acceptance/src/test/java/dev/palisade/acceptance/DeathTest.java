package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.LocalStackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Worker, Temporal and Azure killed, on a stack of their own, while each of many requests is at another moment: one kill meets many kinds
 * of steps. After as many waves as there are moments, each of these has died at each of its moments.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Execution(ExecutionMode.SAME_THREAD)
@ExtendWith(StackExtension.class)
class DeathTest {
    private static final int WAVES_IN_EVERY_BUILD = 1;
    /** In every build: as many requests at once as two processors carry. */
    private static final int STEPS = 20;

    private final List<StepKind> steps = Proving.now().some("deaths", step -> true, STEPS);
    private final ExecutorService threads = Executors.newFixedThreadPool(steps.size());
    private LocalStack stack;

    @BeforeAll
    void start() throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "stack"));
        stack = LocalStack.start(LocalStackOptions.of(
                        Files.createTempDirectory(directory, "deaths").toAbsolutePath(), StackExtension.SPEED)
                .withMortalAzure());
    }

    @AfterAll
    void stop(ProofTable table) throws IOException {
        threads.shutdownNow();
        if (stack != null) {
            try (LocalStack ended = stack) {
                assertNothingSecretIsLeftOn(ended, table);
            }
        }
    }

    /** {@code SecretsTest} reads what is left on the stack that the others share, and shows that the same scan finds what is planted. */
    private static void assertNothingSecretIsLeftOn(LocalStack ended, ProofTable table) throws IOException {
        SecretScan scan = Leftovers.scanned(ended);
        assertThat(scan.leaks()).isEmpty();
        table.read(scan.texts());
    }

    static IntStream waves() {
        Proving proving = Proving.now();
        int moments = Moment.values().length;
        int first = proving.random("deaths").nextInt(moments);
        return IntStream.range(0, proving.whole() ? moments : WAVES_IN_EVERY_BUILD)
                .map(wave -> (first + wave) % moments);
    }

    @ParameterizedTest(name = "wave {0}")
    @MethodSource("waves")
    void aWorkerThatIsKilledLeavesNothingHalfDone(int wave, ProofTable table) {
        List<Victim> victims = victims(wave);
        if (Proving.now().only().isEmpty()) {
            assertThat(victims).extracting(Victim::moment).contains(Moment.values());
        }
        bringToTheirMoments(victims);
        long killed = stack.worker().pid();

        stack.worker().kill();
        assertThat(ProcessHandle.of(killed)).isEmpty();
        victims.forEach(Victim::release);
        stack.worker().start();

        table.killed(1);
        each(victims, Victim::assertSurvives);
        victims.forEach(
                victim -> table.proved("worker killed " + victim.moment(), ending(victim.moment()), victim.step()));
    }

    @Test
    void aTemporalServerThatIsKilledForgetsNothing(ProofTable table) {
        List<Victim> victims = writing("temporal");
        bringToTheirMoments(victims);

        stack.temporal().kill();
        stack.temporal().startAgain();
        victims.forEach(Victim::release);

        table.killed(1);
        each(victims, Victim::assertSurvives);
        victims.forEach(
                victim -> table.proved("Temporal killed " + victim.moment(), ending(victim.moment()), victim.step()));
    }

    @Test
    void anAzureThatIsKilledBetweenAWriteAndItsAnswerIsAskedAgain(ProofTable table) {
        List<Victim> victims = writing("azure");
        each(victims, Victim::approach);

        List<String> unheard = victims.stream().map(Victim::writeUnheard).toList();
        stack.killAzureAfter(azure -> azure.awaitFired(unheard, Scene.PATIENCE));
        victims.forEach(Victim::release);

        table.killed(1);
        each(victims, Victim::assertSurvives);
        victims.forEach(
                victim -> table.proved("Azure killed " + victim.moment(), ending(victim.moment()), victim.step()));
    }

    private List<Victim> writing(String group) {
        return steps.stream()
                .map(step -> new Victim(Scene.in(stack, group + "-" + step), step, Moment.AFTER_THE_WRITE))
                .toList();
    }

    private List<Victim> victims(int wave) {
        List<Victim> victims = new ArrayList<>();
        Moment[] moments = Moment.values();
        for (int i = 0; i < steps.size(); i++) {
            StepKind step = steps.get(i);
            Moment moment = moments[(i + wave) % moments.length];
            if (moment.canHappenTo(step)) {
                victims.add(new Victim(Scene.in(stack, "killed-" + step + "-" + moment.word()), step, moment));
            }
        }
        return victims;
    }

    private void bringToTheirMoments(List<Victim> victims) {
        each(victims, Victim::approach);
        each(victims, Victim::reach);
    }

    private void each(Collection<Victim> victims, Consumer<Victim> what) {
        CompletableFuture.allOf(victims.stream()
                        .map(victim -> CompletableFuture.runAsync(() -> what.accept(victim), threads))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private static String ending(Moment moment) {
        return moment == Moment.DURING_UNDO ? End.TAKEN_BACK.toString() : End.DONE_ONCE.toString();
    }
}
