package dev.palisade.local.arm;

import static dev.palisade.local.arm.DemoWorld.AKS_API;
import static dev.palisade.local.arm.DemoWorld.CLUSTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.model.Effect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two hundred operations in flight at a time, all of them on disk. */
class ManyOperationsTest {
    private static final int OPERATIONS = 200;

    @TempDir
    private Path data;

    @Test
    void twoHundredClustersAreCreatedAtOnceAndEachIsCreatedOnce() throws Exception {
        try (ArmSimulator simulator = ArmSimulator.start(new SimulatorOptions(0, 1, data, DemoWorld.FILE))) {
            ArmClient client = ArmClient.of(simulator);
            String body = DemoWorld.cluster(1, "10.0.0.0/16", "10.0.0.10")
                    .replace("'networkPlugin'", "'networkPluginMode':'overlay','networkPlugin'");
            List<Answer> begun = together(IntStream.range(0, OPERATIONS)
                    .mapToObj(i -> (Callable<Answer>) () -> client.put(CLUSTER + i + AKS_API, body))
                    .toList());
            assertThat(begun).extracting(Answer::status).containsOnly(201);

            List<Answer> running = poll(client, begun);
            assertThat(running).extracting(answer -> answer.at("/status")).containsOnly("InProgress");
            simulator.clock().advance(Duration.ofMinutes(20));

            assertThat(poll(client, begun))
                    .extracting(answer -> answer.at("/status"))
                    .containsOnly("Succeeded");
            assertThat(simulator.audit()).hasSize(3 * OPERATIONS);
            assertThat(simulator.audit())
                    .filteredOn(entry -> entry.effect() == Effect.CREATED)
                    .hasSize(OPERATIONS);
        }
    }

    private static List<Answer> poll(ArmClient client, List<Answer> begun) throws Exception {
        return together(begun.stream()
                .map(answer -> (Callable<Answer>) () -> client.get(answer.header("Azure-AsyncOperation")))
                .toList());
    }

    private static List<Answer> together(List<Callable<Answer>> calls) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(50);
        try {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> call : callers.invokeAll(calls)) {
                answers.add(call.get());
            }
            return answers;
        } finally {
            callers.shutdown();
        }
    }
}
