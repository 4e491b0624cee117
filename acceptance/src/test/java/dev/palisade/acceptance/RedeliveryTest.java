package dev.palisade.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.acceptance.stack.LocalStack;
import dev.palisade.acceptance.stack.LocalStackOptions;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.planning.request.RequestType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A message of every type comes again at every point of its life: while it is in hand and Temporal has not taken it, when Temporal has and its
 * worker dies before it could say so, and when what the worker said is lost; then it is complete, and the worker does not even hear of that.
 * {@code -Dpalisade.redelivery.copies=3} takes as many messages of each type.
 */
class RedeliveryTest {
    private static final int COPIES = Integer.getInteger("palisade.redelivery.copies", 1);
    /** More than the faults cost: a machine under load loses locks by itself. */
    private static final int MOST_DELIVERIES = 1000;

    private static final Duration LOCK = Duration.ofSeconds(10);
    private static final DeliverySettings QUEUE = new DeliverySettings(LOCK, MOST_DELIVERIES, Optional.empty(), false);

    @Test
    void whateverComesAgainIsOneRequestWithOneEffect() throws IOException {
        List<StepKind> kinds = MessageKinds.all();
        assertThat(kinds).extracting(StepKind::type).containsExactlyInAnyOrderElementsOf(typesOfMessages());
        Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "stack")), "again")
                .toAbsolutePath();
        // Each may be in hand twice: once by a lock that is lost, and once again.
        LocalStackOptions options =
                LocalStackOptions.of(directory, StackExtension.SPEED).overWire(QUEUE, 2 * COPIES * kinds.size() + 1);
        try (LocalStack stack = LocalStack.start(options)) {
            RepeatedMessages messages = new RepeatedMessages(stack, prepared(stack, kinds));

            messages.comeAgainWhileTheyAreInHandAndTemporalIsAway();
            messages.comeAgainSinceTheirWorkerDiesOnceTemporalHasThem();
            messages.comeAgainSinceTheirSettlementIsLost();

            messages.assertOneRequestAndOneEffectOfEach();
        }
    }

    private static List<RequestType> typesOfMessages() {
        return Arrays.stream(RequestType.values())
                .filter(type -> !type.eventType().isEmpty())
                .toList();
    }

    /** All at once, since each waits for Azure. */
    private static List<RepeatedMessage> prepared(LocalStack stack, List<StepKind> kinds) {
        ExecutorService each = Executors.newFixedThreadPool(COPIES * kinds.size());
        try {
            return kinds.stream()
                    .flatMap(kind -> IntStream.range(0, COPIES)
                            .mapToObj(copy -> CompletableFuture.supplyAsync(
                                    () -> RepeatedMessage.prepared(stack, kind, copy), each)))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        } finally {
            each.shutdownNow();
        }
    }
}
