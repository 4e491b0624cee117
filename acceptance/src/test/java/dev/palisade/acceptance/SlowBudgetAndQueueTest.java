package dev.palisade.acceptance;

import static dev.palisade.acceptance.Part.STORAGE;
import static dev.palisade.acceptance.Part.TRAINING;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.local.arm.fault.Fault;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.slowness.Where;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** Two more places where requests wait, before and behind everything else: the queue, and Azure's request limits. */
@Isolated("it brings a stack of its own, with a worker that is soon impatient")
class SlowBudgetAndQueueTest {
    /** Real time. Longer than anything here takes: the wait is looked at, not its end. */
    private static final Duration WINDOW = Scene.PATIENCE;

    @TempDir
    private Path directory;

    private LocalStack stack;
    private SlowWatch watch;

    @BeforeEach
    void start() {
        watch = SlowWatch.start(directory);
        stack = watch.stack();
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void allThatOneLimitHoldsUpAreSlowForThatLimit() {
        Scene scene = Scene.in(stack, "slow-refused");
        Scene behind = Scene.in(stack, "slow-behind");
        Fault throttle =
                scene.plant(Fault.of(FaultKind.THROTTLE, scene.environment().compute(), 1)
                        .onMethod("PUT")
                        .withRetryAfter((int) (WINDOW.toSeconds() * StackExtension.SPEED)));
        String refused = scene.apply("1", Part.document(scene.environment(), TRAINING));
        scene.awaitFired(throttle);
        String second = behind.apply("1", Part.document(behind.environment(), STORAGE));

        Eventually.await("the metric counts both", () -> watch.counted(Where.THROTTLING) == 2);
        Eventually.await(
                "both are told", () -> Stream.of(refused, second).allMatch(id -> watch.isTold(id, Where.THROTTLING)));
        JsonNode listed = watch.listed();
        assertThat(SlowWatch.wait(listed, refused).path("where").asText()).isEqualTo("THROTTLING");
        assertThat(SlowWatch.wait(listed, refused).path("step").asText()).isEqualTo("compute/cpucluster");
        assertThat(SlowWatch.wait(listed, second).path("where").asText()).isEqualTo("THROTTLING");
        // Azure has refused only the first: what the second waits for is what the worker has learned from that.
        assertThat(scene.fired(throttle)).isEqualTo(1);
        assertThat(behind.writes()).isEmpty();
        assertThat(watch.told(refused, Where.THROTTLING)).hasSize(1);
    }

    @Test
    void aMessageThatSomebodyElseHasInHandIsSlowInTheQueue() {
        Scene scene = Scene.in(stack, "slow-queue");
        stack.worker().kill();
        String id = scene.apply("1", Part.document(scene.environment(), STORAGE));
        try (ServiceBusReceiverClient somebody = new ServiceBusClientBuilder()
                .connectionString(stack.bus().connectionString())
                .receiver()
                .queueName(LocalStack.QUEUE)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Scene.PATIENCE)
                .buildClient()) {
            ServiceBusReceivedMessage held =
                    somebody.receiveMessages(1).stream().findFirst().orElseThrow();
            stack.worker().start();

            Eventually.await("the metric counts it", () -> watch.counted(Where.QUEUE) == 1);
            Eventually.await("it is told", () -> watch.isTold(id, Where.QUEUE));
            assertThat(SlowWatch.wait(watch.listed(), id).path("where").asText())
                    .isEqualTo("QUEUE");
            assertThat(watch.told(id, Where.QUEUE))
                    .singleElement()
                    .satisfies(event -> assertThat(
                                    event.at("/data/wait/explanation").asText())
                            .contains("still in queue " + LocalStack.QUEUE + ", not accepted"));
            assertThat(scene.writes()).isEmpty();
            somebody.abandon(held);
        }

        Proofs.assertState(scene.atRest(id), RequestState.READY);
        Eventually.await("nothing waits in the queue any more", () -> watch.counted(Where.QUEUE) == 0);
    }
}
