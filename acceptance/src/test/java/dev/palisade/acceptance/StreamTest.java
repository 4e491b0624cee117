package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.MortalStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A stream of dry runs over many environments, with duplicates and poison in it, while broker, worker and Temporal are killed in turn. The
 * whole proof takes 2,000 messages ({@code -Dpalisade.stream.messages=2000}); every build runs a part of it.
 */
class StreamTest {
    private static final int MESSAGES = Integer.getInteger("palisade.stream.messages", 200);
    private static final int ENVIRONMENTS = 50;
    private static final Duration PATIENCE = Duration.ofMinutes(3).plusMillis(400L * MESSAGES);

    @Test
    void everyMessageIsAcceptedOnceOrDeadLetteredWithAReasonWhateverIsKilledMeanwhile() throws IOException {
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "stack")), "stream")
                .toAbsolutePath();
        List<EnvironmentFixture> environments = IntStream.range(0, ENVIRONMENTS)
                .mapToObj(number -> EnvironmentFixture.of("stream" + number, Path.of("..", "examples")))
                .toList();
        try (MortalStack stack = MortalStack.start(directory, StackExtension.SPEED);
                DryRuns stream = new DryRuns(stack, environments)) {
            environments.forEach(environment -> environment.world().forEach(stack.arm()::put));

            CompletableFuture<Void> sending = CompletableFuture.runAsync(() -> stream.send(MESSAGES));
            stream.awaitSent(MESSAGES / 4, PATIENCE);
            long broker = stack.broker().pid();
            stack.broker().kill();
            stack.broker().start();
            stream.awaitSent(MESSAGES / 2, PATIENCE);
            long worker = stack.worker().pid();
            stack.worker().kill();
            stack.worker().start();
            stream.awaitSent(3 * MESSAGES / 4, PATIENCE);
            stack.temporal().kill();
            stack.temporal().startAgain();
            sending.join();

            assertThat(List.of(broker, worker))
                    .allMatch(pid -> ProcessHandle.of(pid).isEmpty());
            stream.awaitEmptyQueue(PATIENCE);
            Map<String, String> dead = new TreeMap<>(stream.deadLetters());
            assertThat(dead).as("dead letters, and their reasons").isEqualTo(stream.poison());
            assertThat(stream.accepted(PATIENCE))
                    .as("requests, each started once")
                    .isEqualTo(stream.good());
        }
    }
}
