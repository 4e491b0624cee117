package dev.palisade.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.models.SubQueue;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.worker.configuration.Secret;
import dev.palisade.worker.configuration.ServiceBusConfiguration;
import dev.palisade.worker.health.Health;
import dev.palisade.worker.health.Part.Status;
import dev.palisade.worker.intake.Admission;
import dev.palisade.worker.intake.IntakeLog;
import dev.palisade.worker.intake.LockKeeper;
import dev.palisade.worker.intake.MessageHandler;
import dev.palisade.worker.intake.Messages;
import dev.palisade.worker.intake.TemporalRequestStarter;
import dev.palisade.worker.servicebus.NamespaceConnection;
import dev.palisade.worker.servicebus.QueueListener;
import dev.palisade.worker.temporal.TemporalConnection;
import dev.palisade.worker.temporal.TemporalWatch;
import dev.palisade.workflows.contract.TemporalNames;
import dev.palisade.workflows.payload.Payloads;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.temporal.api.enums.v1.IndexedValueType;
import io.temporal.client.WorkflowClientOptions;
import io.temporal.client.WorkflowExecutionDescription;
import io.temporal.serviceclient.WorkflowServiceStubsOptions;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The real SDK, a real broker over its socket, and Temporal's in-memory server. */
@Timeout(90)
class IntakeOverSocketsTest {
    private static final Duration LOCK = Duration.ofSeconds(4);
    /** A single lost lock or abandoned delivery sends a message to the dead letters. */
    private static final DeliverySettings UNFORGIVING = new DeliverySettings(LOCK, 1, Optional.empty(), false);

    private static final int PREFETCH = 3;
    private static final DeliverySettings WITNESS = new DeliverySettings(LOCK, 10, Optional.empty(), false);

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Health health = new Health(Clock.systemUTC());
    private final Outage outage = new Outage();
    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
            0,
            null,
            List.of(
                    new EntityDescription.Queue(Messages.TEAM.queue(), UNFORGIVING),
                    new EntityDescription.Queue("witness", WITNESS))));
    private final TestWorkflowEnvironment temporal = temporal(outage);
    private final TemporalWatch watch = new TemporalWatch(
            TemporalConnection.over(temporal.getWorkflowServiceStubs(), temporal.getWorkflowClient()),
            health.part("temporal"));
    private QueueListener listener;

    @BeforeEach
    void start() {
        watch.start(timer, Duration.ofMillis(200));
        listener = listener();
        listener.start();
    }

    @AfterEach
    void stop() {
        outage.end();
        watch.close();
        listener.close();
        timer.shutdownNow();
        temporal.close();
        broker.close();
    }

    @Test
    void anAcceptedMessageIsARequestInTemporalAndGoneFromTheQueue() {
        send(Messages.event("dev.palisade.request.apply.v1", "r-1", Messages.document("churn"), Instant.now()));
        await(() -> counted("accepted") == 1);

        WorkflowExecutionDescription request = describe("request/r-1");
        assertThat(request.getWorkflowType()).isEqualTo("Request");
        assertThat(request.getTaskQueue()).isEqualTo("palisade");
        assertThat(request.getStaticSummary()).isEqualTo("apply churn for science");
        assertThat(request.getTypedSearchAttributes().get(TemporalNames.TEAM)).isEqualTo("science");
        assertThat(request.getTypedSearchAttributes().get(TemporalNames.STATE)).isEqualTo("WAITING_FOR_TURN");
        assertThat(peek(SubQueue.NONE)).isEmpty();
        assertThat(peek(SubQueue.DEAD_LETTER_QUEUE)).isEmpty();
        assertThat(health.whole().parts())
                .allSatisfy(part -> assertThat(part.status()).isIn(Status.UP, Status.STARTING));
    }

    @Test
    void theSameContentAgainStartsNothingAndOtherContentIsAConflict() {
        send(apply("r-1", "churn"));
        await(() -> counted("accepted") == 1);
        send(apply("r-1", "churn"));
        await(() -> counted("duplicate") == 1);
        send(apply("r-1", "other"));

        ServiceBusReceivedMessage conflict = deadLetter();
        assertThat(conflict.getDeadLetterReason()).isEqualTo("ID_CONFLICT");
        assertThat(conflict.getDeadLetterErrorDescription()).contains("r-1", "/name: earlier \"churn\", now \"other\"");
        assertThat(describe("request/r-1").getStaticSummary()).isEqualTo("apply churn for science");
        assertThat(counted("accepted")).isEqualTo(1);
        assertThat(peek(SubQueue.NONE)).isEmpty();
    }

    @Test
    void aMalformedMessageIsDeadLetteredWithItsReasonAndTheNextOneIsTaken() {
        send("hello");
        send(apply("r-2", "churn"));

        ServiceBusReceivedMessage malformed = deadLetter();
        assertThat(malformed.getDeadLetterReason()).isEqualTo("MALFORMED");
        assertThat(malformed.getDeadLetterErrorDescription()).contains("not JSON", "CloudEvent 1.0");
        await(() -> counted("accepted") == 1);
    }

    @Test
    void whileTemporalIsAwayNoDeliveryIsCountedAndTheMessageIsAcceptedWhenItReturns() {
        await(watch::awaitReachable);
        outage.begin();
        send(apply("r-1", "churn"));
        await(() -> inHand() == 1 && health.whole().status() == Status.DEGRADED);
        aLockRunsOut();
        aLockRunsOut();
        assertThat(outage.refused()).isPositive();
        assertThat(counted("accepted")).isZero();
        outage.end();
        await(() -> counted("accepted") == 1);

        assertThat(describe("request/r-1").getStaticSummary()).isEqualTo("apply churn for science");
        assertThat(peek(SubQueue.NONE)).isEmpty();
        assertThat(peek(SubQueue.DEAD_LETTER_QUEUE)).isEmpty();
    }

    @Test
    void whileTemporalIsAwayReceivingPausesAndWhatIsPrefetchedKeepsItsLocks() {
        await(watch::awaitReachable);
        outage.begin();
        await(() -> health.whole().status() == Status.DEGRADED);
        List<String> ids = IntStream.range(0, 10).mapToObj(i -> "r-" + i).toList();
        ids.forEach(id -> send(apply(id, "churn")));
        await(() -> inHand() == 2 + PREFETCH);
        aLockRunsOut();
        aLockRunsOut();
        assertThat(inHand()).isEqualTo(2 + PREFETCH);
        ServiceBusReceivedMessage left = receiveOne(Messages.TEAM.queue(), SubQueue.NONE);
        assertThat(left.getDeliveryCount()).isZero();
        try (var receiver =
                clients().receiver().queueName(Messages.TEAM.queue()).buildClient()) {
            receiver.complete(left);
        }
        outage.end();
        await(() -> counted("accepted") == 9);

        assertThat(peek(SubQueue.NONE)).isEmpty();
        assertThat(peek(SubQueue.DEAD_LETTER_QUEUE)).isEmpty();
    }

    @Test
    void aWorkerThatStopsDuringAnOutageGivesItsMessagesBackUncounted() {
        outage.begin();
        await(() -> health.whole().status() == Status.DEGRADED);
        send(apply("r-1", "churn"));
        await(() -> inHand() == 1);
        listener.stopTaking();
        watch.close();
        listener.close();

        assertThat(counted("released")).isBetween(1.0, 2.0 + PREFETCH);
        ServiceBusReceivedMessage again = receiveOne(Messages.TEAM.queue(), SubQueue.NONE);
        assertThat(again.getDeliveryCount()).isZero();
        assertThat(counted("accepted")).isZero();
    }

    private QueueListener listener() {
        ServiceBusConfiguration configuration = new ServiceBusConfiguration(
                Optional.of(new Secret(broker.connectionString())),
                Optional.empty(),
                "t",
                2,
                PREFETCH,
                50,
                List.of(Messages.TEAM));
        MessageHandler handler = new MessageHandler(
                new Admission(Duration.ofDays(1)),
                new TemporalRequestStarter(temporal.getWorkflowClient()),
                watch,
                new LockKeeper(timer, Clock.systemUTC(), configuration.renewLocksAfterPercent()),
                new IntakeLog(meters),
                Clock.systemUTC());
        return new QueueListener(
                new NamespaceConnection(configuration, Optional.empty()),
                Messages.TEAM,
                configuration.concurrency(),
                configuration.prefetch(),
                handler,
                health.part("queue"),
                Duration.ofSeconds(10));
    }

    private static TestWorkflowEnvironment temporal(Outage outage) {
        var environment = TestWorkflowEnvironment.newInstance(TestEnvironmentOptions.newBuilder()
                .setUseTimeskipping(false)
                .setWorkflowClientOptions(WorkflowClientOptions.newBuilder()
                        .setDataConverter(Payloads.converter())
                        .build())
                .setWorkflowServiceStubsOptions(WorkflowServiceStubsOptions.newBuilder()
                        .setGrpcClientInterceptors(List.of(outage))
                        .build())
                .build());
        TemporalNames.SEARCH_ATTRIBUTES.forEach(
                key -> environment.registerSearchAttribute(key.getName(), IndexedValueType.INDEXED_VALUE_TYPE_KEYWORD));
        return environment;
    }

    private static String apply(String id, String name) {
        return Messages.event("dev.palisade.request.apply.v1", id, Messages.document(name), Instant.now());
    }

    private void send(String body) {
        send(Messages.TEAM.queue(), body);
    }

    private void send(String queue, String body) {
        try (var sender = clients().sender().queueName(queue).buildClient()) {
            sender.sendMessage(new ServiceBusMessage(BinaryData.fromString(body)));
        }
    }

    /** Lets the broker's time pass: a message locked now, and not renewed, comes again after {@link #LOCK}. */
    private void aLockRunsOut() {
        send("witness", "tick");
        ServiceBusReceivedMessage first = receiveOne("witness", SubQueue.NONE);
        ServiceBusReceivedMessage again = receiveOne("witness", SubQueue.NONE);
        assertThat(again.getSequenceNumber()).isEqualTo(first.getSequenceNumber());
        try (var receiver = clients().receiver().queueName("witness").buildClient()) {
            receiver.complete(again);
        }
    }

    private ServiceBusReceivedMessage deadLetter() {
        return receiveOne(Messages.TEAM.queue(), SubQueue.DEAD_LETTER_QUEUE);
    }

    private ServiceBusReceivedMessage receiveOne(String queue, SubQueue subQueue) {
        try (var receiver = clients()
                .receiver()
                .queueName(queue)
                .subQueue(subQueue)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .buildClient()) {
            return receiver.receiveMessages(1, Duration.ofSeconds(20)).stream()
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("nothing came on " + queue + " " + subQueue));
        }
    }

    private List<ServiceBusReceivedMessage> peek(SubQueue subQueue) {
        try (var receiver = clients()
                .receiver()
                .queueName(Messages.TEAM.queue())
                .subQueue(subQueue)
                .buildClient()) {
            return receiver.peekMessages(10).stream().toList();
        }
    }

    private double inHand() {
        return meters.get("palisade.intake.in.hand").gauge().value();
    }

    private ServiceBusClientBuilder clients() {
        return new ServiceBusClientBuilder().connectionString(broker.connectionString());
    }

    private WorkflowExecutionDescription describe(String workflowId) {
        return temporal.getWorkflowClient().newUntypedWorkflowStub(workflowId).describe();
    }

    private double counted(String outcome) {
        return meters.counter("palisade.intake.messages", "outcome", outcome).count();
    }

    /** Bounded by the test's own time limit. */
    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            LockSupport.parkNanos(20_000_000);
        }
    }
}
