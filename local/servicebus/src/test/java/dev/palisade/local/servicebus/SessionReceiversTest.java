package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.models.DeadLetterOptions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the official Java SDK can do with sessions. */
@Timeout(60)
class SessionReceiversTest {
    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(
            broker.connectionString(),
            new AmqpRetryOptions().setTryTimeout(Duration.ofSeconds(5)).setMaxRetries(0));

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void aNamedSessionIsReceivedInOrderByOneReceiverAndFreedWhenThatCloses() {
        send("a", "a1", "a2");
        send("b", "b1");
        ServiceBusReceiverClient holder = clients.session(Brokers.SESSIONS, "a");

        assertThat(holder.receiveMessages(2, Duration.ofSeconds(5)).stream()
                        .map(received -> received.getBody().toString()))
                .containsExactly("a1", "a2");
        assertThatThrownBy(() -> clients.session(Brokers.SESSIONS, "a"))
                .hasMessageContaining("may be locked by another receiver");

        holder.close();
        ServiceBusReceivedMessage again = one(clients.session(Brokers.SESSIONS, "a"));
        assertThat(again.getBody().toString()).isEqualTo("a1");
        assertThat(again.getSessionId()).isEqualTo("a");
        assertThat(again.getDeliveryCount()).isZero();
    }

    @Test
    void whoAsksForAnySessionWaitsUntilThereIsOne() throws Exception {
        CompletableFuture<ServiceBusReceiverClient> accepted =
                CompletableFuture.supplyAsync(() -> clients.nextSession(Brokers.SESSIONS));
        send("late", "work");

        ServiceBusReceiverClient receiver = accepted.get(20, TimeUnit.SECONDS);
        assertThat(receiver.getSessionId()).isEqualTo("late");
        receiver.complete(one(receiver));
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void whoAsksForAnySessionInVainIsToldSo() {
        try (SdkClients impatient = new SdkClients(
                broker.connectionString(),
                new AmqpRetryOptions().setTryTimeout(Duration.ofMillis(1500)).setMaxRetries(0))) {
            assertThatThrownBy(() -> impatient.nextSession(Brokers.SESSIONS)).isNotNull();
        }
        send("a", "work");
        assertThat(clients.nextSession(Brokers.SESSIONS).getSessionId()).isEqualTo("a");
    }

    @Test
    void stateLockAndSettlementGoByTheSession() {
        send("a", "defer", "dead", "abandon");
        ServiceBusReceiverClient session = clients.session(Brokers.SESSIONS, "a");
        assertThat(session.getSessionState()).isNull();
        session.setSessionState("step 2".getBytes(StandardCharsets.UTF_8));
        assertThat(session.getSessionState()).asString(StandardCharsets.UTF_8).isEqualTo("step 2");
        assertThat(session.renewSessionLock()).isAfter(OffsetDateTime.now(ZoneOffset.UTC));

        ServiceBusReceivedMessage deferred = one(session);
        session.defer(deferred);
        session.deadLetter(one(session), new DeadLetterOptions().setDeadLetterReason("Malformed"));
        session.abandon(one(session));
        assertThat(one(session).getDeliveryCount()).isEqualTo(1);
        assertThat(session.peekMessages(10).stream()).hasSize(2);
        session.complete(session.receiveDeferredMessage(deferred.getSequenceNumber()));

        assertThat(session.peekMessages(10, 0).stream()).hasSize(1);
        assertThat(one(clients.deadLetterReceiver(Brokers.SESSIONS)).getSessionId())
                .isEqualTo("a");
        session.setSessionState(null);
        assertThat(session.getSessionState()).isNull();
    }

    @Test
    void aSessionIsReceivedForGoodInOrder() {
        send("a", "a1", "a2");
        ServiceBusReceiverClient session = clients.destructiveSession(Brokers.SESSIONS, "a");

        assertThat(one(session).getBody().toString()).isEqualTo("a1");
        assertThat(one(session).getBody().toString()).isEqualTo("a2");
        assertThat(session.peekMessages(10, 0).stream()).isEmpty();
    }

    @Test
    void aSessionWhoseLockRanOutIsLost() {
        clients.sender(Brokers.HASTY_SESSIONS).sendMessage(message("slow").setSessionId("a"));
        ServiceBusReceiverClient first = clients.session(Brokers.HASTY_SESSIONS, "a");
        ServiceBusReceivedMessage lost = one(first);

        // It is free for another receiver only because the first lock has run out.
        ServiceBusReceiverClient second = clients.nextSession(Brokers.HASTY_SESSIONS);

        assertThat(one(second).getDeliveryCount()).isEqualTo(1);
        assertThatThrownBy(() -> first.complete(lost))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused ->
                                assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.SESSION_LOCK_LOST));
    }

    @Test
    void sendersAndReceiversWhoDisregardSessionsAreRefused() {
        ServiceBusSenderClient sender = clients.sender(Brokers.SESSIONS);

        assertThatThrownBy(() -> sender.sendMessage(message("nobody's"))).hasMessageContaining("SessionId was not set");
        assertThatThrownBy(() -> one(clients.receiver(Brokers.SESSIONS))).hasStackTraceContaining("requires sessions");
        assertThatThrownBy(() -> clients.session(Brokers.REQUESTS, "a"))
                .hasStackTraceContaining("does not require sessions");
    }

    @Test
    void aProcessorHandlesEachSessionInOrderAndManyAtATime() throws Exception {
        Map<String, List<String>> handled = new ConcurrentHashMap<>();
        CountDownLatch all = new CountDownLatch(12);
        for (String session : List.of("a", "b", "c")) {
            send(session, "1", "2", "3", "4");
        }
        ServiceBusProcessorClient processor = clients.opened(clients.builder()
                .sessionProcessor()
                .queueName(Brokers.SESSIONS)
                .maxConcurrentSessions(2)
                .sessionIdleTimeout(Duration.ofSeconds(1))
                .processMessage(context -> {
                    handled.computeIfAbsent(context.getMessage().getSessionId(), unused -> new CopyOnWriteArrayList<>())
                            .add(context.getMessage().getBody().toString());
                    all.countDown();
                })
                .processError(context -> {})
                .buildProcessorClient());
        processor.start();

        assertThat(all.await(40, TimeUnit.SECONDS)).isTrue();
        processor.stop();
        assertThat(handled.values()).containsExactlyElementsOf(Collections.nCopies(3, List.of("1", "2", "3", "4")));
    }

    private void send(String session, String... bodies) {
        ServiceBusSenderClient sender = clients.sender(Brokers.SESSIONS);
        for (String body : bodies) {
            sender.sendMessage(message(body).setSessionId(session));
        }
    }
}
