package dev.palisade.bench;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.palisade.acceptance.stack.EnvironmentFixture;
import dev.palisade.acceptance.stack.TemporalProcess;
import dev.palisade.client.request.RequestMessage;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestWorkflow;
import dev.palisade.workflows.start.RequestStart;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowStub;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * How fast messages become durable requests, beside what the same Temporal server takes of bare starts with as many threads. No workflow runs:
 * nobody polls the task queue.
 */
final class IntakeRate {
    private static final String QUEUE = "intake";

    private final ServiceBusBroker broker;
    private final WorkflowClient client;
    private final ListeningIntake intake;
    private final EnvironmentFixture environment;

    private IntakeRate(
            ServiceBusBroker broker, WorkflowClient client, ListeningIntake intake, EnvironmentFixture environment) {
        this.broker = broker;
        this.client = client;
        this.intake = intake;
        this.environment = environment;
    }

    /** @param messages of a round; the first round of each kind only warms up */
    static Figures measure(Path directory, Path examples, int messages, int rounds, int threads) {
        EnvironmentFixture environment = EnvironmentFixture.of("intake", examples);
        BrokerOptions queues = new BrokerOptions(
                0,
                directory.resolve("intake-bus"),
                List.of(new EntityDescription.Queue(QUEUE, DeliverySettings.DEFAULT)));
        try (ServiceBusBroker broker = ServiceBusBroker.start(queues);
                TemporalProcess temporal = TemporalProcess.start(directory.resolve("intake.db"));
                ListeningIntake intake = new ListeningIntake(
                        broker.connectionString(), QUEUE, environment.groupId(), temporal.client(), threads)) {
            return new IntakeRate(broker, temporal.client(), intake, environment).figures(messages, rounds, threads);
        }
    }

    /** Rounds of both kinds take turns, so that what else the machine does falls on both. */
    private Figures figures(int messages, int rounds, int threads) {
        List<Double> bare = new ArrayList<>();
        List<Double> accepted = new ArrayList<>();
        try (ServiceBusSenderClient sender = new ServiceBusClientBuilder()
                .connectionString(broker.connectionString())
                .sender()
                .queueName(QUEUE)
                .buildClient()) {
            Request template = template(sender);
            for (int round = 0; round <= rounds; round++) {
                bare.add(bareStarts(template, "bare-" + round, messages, threads));
                accepted.add(accepted(sender, "message-" + round, messages));
            }
            List<Double> latencies = latencies(sender, messages);
            double bareRate = Figures.median(bare.subList(1, bare.size()));
            double acceptedRate = Figures.median(accepted.subList(1, accepted.size()));
            return new Figures(
                    "Intake: messages to durable requests, nothing executed (medians of " + rounds + " rounds)",
                    List.of("starts/s, bare", "messages/s", "ratio", "latency p50, ms", "latency p99, ms"),
                    List.of(List.of(
                            Figures.number(bareRate),
                            Figures.number(acceptedRate),
                            Figures.number(acceptedRate / bareRate),
                            Figures.number(latencies.get(latencies.size() / 2)),
                            Figures.number(latencies.get(latencies.size() * 99 / 100)))),
                    List.of(
                            "starts/s = StartWorkflow calls alone, " + threads
                                    + " threads; messages/s = the intake, concurrency " + threads
                                    + ", from a queue that holds them all",
                            "latency = from before the send until Temporal has the request durably, one message at a time"));
        }
    }

    private double bareStarts(Request template, String prefix, int many, int threads) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            long begin = System.nanoTime();
            List<CompletableFuture<Void>> starts = new ArrayList<>();
            for (int number = 0; number < many; number++) {
                Request request = renamed(template, prefix + "-" + number);
                starts.add(CompletableFuture.runAsync(() -> start(request), pool));
            }
            starts.forEach(CompletableFuture::join);
            return many * 1e9 / (System.nanoTime() - begin);
        } finally {
            pool.shutdownNow();
        }
    }

    private void start(Request request) {
        WorkflowStub.fromTyped(client.newWorkflowStub(RequestWorkflow.class, RequestStart.options(request)))
                .start(request);
    }

    private Request template(ServiceBusSenderClient sender) {
        send(sender, "template");
        return intake.whileListening(intake::next).request();
    }

    private double accepted(ServiceBusSenderClient sender, String prefix, int many) {
        for (int number = 0; number < many; number++) {
            send(sender, prefix + "-" + number);
        }
        long begin = System.nanoTime();
        long last = intake.whileListening(() -> takeAll(many));
        return many * 1e9 / (last - begin);
    }

    private long takeAll(int many) {
        long last = 0;
        for (int number = 0; number < many; number++) {
            last = intake.next().at();
        }
        return last;
    }

    private List<Double> latencies(ServiceBusSenderClient sender, int many) {
        return intake.whileListening(() -> IntStream.range(0, many)
                .mapToObj(number -> latency(sender, "single-" + number))
                .sorted()
                .toList());
    }

    private double latency(ServiceBusSenderClient sender, String id) {
        long before = System.nanoTime();
        send(sender, id);
        return (intake.next().at() - before) / 1e6;
    }

    private static Request renamed(Request request, String id) {
        return new Request(
                id,
                request.type(),
                request.environment(),
                request.name(),
                request.team(),
                request.profile(),
                request.document(),
                request.digest(),
                request.acceptedAt(),
                request.attempt(),
                request.by(),
                request.scopes());
    }

    private void send(ServiceBusSenderClient sender, String id) {
        byte[] body = RequestMessage.of(RequestType.PLAN, id, environment.document(), Clock.systemUTC())
                .body();
        sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(body)).setMessageId(id));
    }
}
