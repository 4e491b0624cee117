package dev.palisade.bench;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** What a backlog of messages costs the local broker, in a process of its own that has little memory. */
final class Backlog {
    private static final String QUEUE = "backlog";
    private static final int BODY_BYTES = 1024;
    private static final int HEAP_MEGABYTES = 64;
    private static final String CONFIG = """
            {"UserConfig": {"Namespaces": [{"Name": "bench", "Queues": [{"Name": "%s"}]}]}}
            """.formatted(QUEUE);

    private Backlog() {}

    /** Fills a queue, looks at the broker's memory, and empties the queue again. */
    static Figures measure(Path directory, int messages) throws IOException, InterruptedException {
        Path config = Files.writeString(directory.resolve("Config.json"), CONFIG);
        try (BusProcess broker = BusProcess.start(HEAP_MEGABYTES, config, directory.resolve("bus"))) {
            List<String> row = new ArrayList<>(List.of(String.valueOf(messages)));
            row.add(Figures.number(broker.usedHeapMegabytes()));
            row.add(rate(messages, () -> send(broker.connectionString(), messages)));
            row.add(Figures.number(broker.usedHeapMegabytes()));
            row.add(Figures.number(broker.residentMegabytes()));
            row.add(rate(messages, () -> drain(broker.connectionString(), messages)));
            row.add(Figures.number(broker.usedHeapMegabytes()));
            return new Figures(
                    "Local broker: a backlog of 1 KiB messages, heap limited to " + HEAP_MEGABYTES + " MiB",
                    List.of(
                            "messages",
                            "heap before MiB",
                            "sent/s",
                            "heap waiting MiB",
                            "RSS waiting MiB",
                            "drained/s",
                            "heap drained MiB"),
                    List.of(row),
                    List.of(
                            "Heap is what a full collection leaves. Sent in batches, drained by a processor under locks."));
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private static String rate(int messages, Work work) throws InterruptedException {
        long start = System.nanoTime();
        work.run();
        return Figures.number(
                messages / (Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0));
    }

    private static void send(String connectionString, int messages) {
        BinaryData body = BinaryData.fromBytes(new byte[BODY_BYTES]);
        try (ServiceBusSenderClient sender = new ServiceBusClientBuilder()
                .connectionString(connectionString)
                .sender()
                .queueName(QUEUE)
                .buildClient()) {
            ServiceBusMessageBatch batch = sender.createMessageBatch();
            for (int sent = 0; sent < messages; sent++) {
                ServiceBusMessage message = new ServiceBusMessage(body);
                if (!batch.tryAddMessage(message)) {
                    sender.sendMessages(batch);
                    batch = sender.createMessageBatch();
                    batch.tryAddMessage(message);
                }
            }
            sender.sendMessages(batch);
        }
    }

    private static void drain(String connectionString, int messages) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(messages);
        try (ServiceBusProcessorClient processor = new ServiceBusClientBuilder()
                .connectionString(connectionString)
                .processor()
                .queueName(QUEUE)
                .maxConcurrentCalls(16)
                .prefetchCount(200)
                .processMessage(context -> left.countDown())
                .processError(context -> {
                    throw new IllegalStateException("Draining failed", context.getException());
                })
                .buildProcessorClient()) {
            processor.start();
            left.await();
        }
    }
}
