package dev.palisade.activities.arm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.arm.ArmSimulator;
import dev.palisade.local.arm.SimulatorOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Over sockets, against buckets that refuse when they are empty. */
class BudgetedClientTest {
    private static final String GROUP = "/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/mygroup";
    private static final int BUCKET = 30;
    private static final int READS = 3 * BUCKET;

    private final ExecutorService callers = Executors.newFixedThreadPool(8);

    @AfterEach
    void close() {
        callers.shutdownNow();
    }

    @Test
    void whoObeysTheCountsIsNeverRefused() {
        try (ArmSimulator azure = limited(1)) {
            ArmClient client = client(azure);

            readAll(() -> readInTime(client));

            assertThat(refusals(azure)).isZero();
            assertThat(azure.audit()).hasSize(READS);
        }
    }

    /** The counterpart, on a clock so slow that nothing refills: the buckets do refuse, and who knows nothing of the others runs into it. */
    @Test
    void whoDoesNotShareABudgetIsRefused() {
        try (ArmSimulator azure = limited(0.001)) {
            readAll(() -> {
                try {
                    client(azure).get(GROUP);
                } catch (ArmThrottled refused) {
                    assertThat(refused.answer()).isNotNull();
                }
            });

            assertThat(refusals(azure)).isEqualTo(READS - BUCKET);
        }
    }

    private static ArmSimulator limited(double speed) {
        ArmSimulator azure = ArmSimulator.start(SimulatorOptions.inMemory(speed));
        azure.refuseRequestsBeyond(BUCKET);
        return azure;
    }

    private static void readInTime(ArmClient client) {
        boolean read = false;
        while (!read) {
            try {
                client.get(GROUP);
                read = true;
            } catch (ArmThrottled later) {
                pass(later);
            }
        }
    }

    private static ArmClient client(ArmSimulator azure) {
        return ArmClient.of(AzureSettings.simulator(URI.create(azure.baseUrl()), 1));
    }

    private void readAll(Runnable read) {
        List<CompletableFuture<Void>> reads = IntStream.range(0, READS)
                .mapToObj(each -> CompletableFuture.runAsync(read, callers))
                .toList();
        reads.forEach(CompletableFuture::join);
    }

    private static long refusals(ArmSimulator azure) {
        return azure.audit().stream().filter(entry -> entry.status() == 429).count();
    }

    /** As Temporal lets it pass between two attempts. */
    private static void pass(ArmThrottled later) {
        try {
            TimeUnit.NANOSECONDS.sleep(later.comeAgainIn().toNanos());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }
}
