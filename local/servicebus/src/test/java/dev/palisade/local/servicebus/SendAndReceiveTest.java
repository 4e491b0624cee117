package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static dev.palisade.local.servicebus.Brokers.TOPIC;
import static dev.palisade.local.servicebus.SdkClients.message;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverAsyncClient;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ways in which the official Java SDK sends and receives. */
@Timeout(60)
class SendAndReceiveTest {
    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void aMessageIsReceivedAsItWasSentAndGoneWhenItIsCompleted() {
        ServiceBusMessage sent = message("hello")
                .setMessageId("id-1")
                .setSubject("greeting")
                .setContentType("text/plain")
                .setCorrelationId("correlation-1");
        sent.getApplicationProperties().put("team", "data-science");
        clients.sender(REQUESTS).sendMessage(sent);

        ServiceBusReceiverClient receiver = clients.receiver(REQUESTS);
        ServiceBusReceivedMessage received = one(receiver);

        assertThat(received.getBody().toString()).isEqualTo("hello");
        assertThat(received.getMessageId()).isEqualTo("id-1");
        assertThat(received.getSubject()).isEqualTo("greeting");
        assertThat(received.getContentType()).isEqualTo("text/plain");
        assertThat(received.getCorrelationId()).isEqualTo("correlation-1");
        assertThat(received.getApplicationProperties()).containsEntry("team", "data-science");
        assertThat(received.getSequenceNumber()).isEqualTo(1);
        assertThat(received.getDeliveryCount()).isZero();
        assertThat(received.getLockedUntil()).isAfter(received.getEnqueuedTime());

        receiver.complete(received);
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void aMessageSentWithoutAnIdGetsOne() {
        clients.sender(REQUESTS).sendMessage(message("anonymous"));

        assertThat(one(clients.receiver(REQUESTS)).getMessageId()).matches("[0-9a-f]{32}");
    }

    @Test
    void aBatchArrivesAsItsMessagesInTheirOrder() {
        ServiceBusSenderClient sender = clients.sender(REQUESTS);
        ServiceBusMessageBatch batch = sender.createMessageBatch();
        List<String> bodies = IntStream.range(0, 50).mapToObj(i -> "body-" + i).toList();
        bodies.forEach(body -> assertThat(batch.tryAddMessage(message(body))).isTrue());
        sender.sendMessages(batch);

        assertThat(clients.receiver(REQUESTS).peekMessages(100, 0))
                .extracting(shown -> shown.getBody().toString())
                .containsExactlyElementsOf(bodies);
    }

    @Test
    void aBodyLargerThanAFrameArrivesByteForByte() {
        byte[] large = new byte[200_000];
        new Random(31).nextBytes(large);
        clients.sender(REQUESTS).sendMessage(new ServiceBusMessage(BinaryData.fromBytes(large)));

        assertThat(one(clients.receiver(REQUESTS)).getBody().toBytes()).isEqualTo(large);
    }

    @Test
    void aMessageReceivedForGoodIsGoneAtOnce() {
        clients.sender(REQUESTS).sendMessage(message("once"));

        ServiceBusReceiverClient receiver = clients.destructiveReceiver(REQUESTS);
        assertThat(one(receiver).getBody().toString()).isEqualTo("once");
        assertThat(receiver.peekMessage(0)).isNull();
    }

    @Test
    void aProcessorHandlesEachMessageOnceAndCompletesIt() throws InterruptedException {
        int count = 100;
        Set<String> handled = ConcurrentHashMap.newKeySet();
        CountDownLatch deliveries = new CountDownLatch(count);
        ServiceBusProcessorClient processor = clients.opened(clients.builder()
                .processor()
                .queueName(REQUESTS)
                .maxConcurrentCalls(8)
                .disableAutoComplete()
                .processMessage(context -> {
                    handled.add(context.getMessage().getMessageId());
                    context.complete();
                    deliveries.countDown();
                })
                .processError(context -> {
                    throw new AssertionError(context.getException());
                })
                .buildProcessorClient());
        processor.start();
        ServiceBusSenderClient sender = clients.sender(REQUESTS);
        for (int i = 0; i < count; i++) {
            sender.sendMessage(message("work").setMessageId("id-" + i));
        }

        assertThat(deliveries.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(handled).hasSize(count);
        assertThat(clients.receiver(REQUESTS).peekMessage(0)).isNull();
    }

    @Test
    void anAsyncReceiverGetsWhatIsSentWhileItWaits() {
        ServiceBusReceiverAsyncClient receiver = clients.opened(clients.builder()
                .receiver()
                .queueName(REQUESTS)
                .disableAutoComplete()
                .buildAsyncClient());
        clients.sender(REQUESTS).sendMessages(List.of(message("first"), message("second")));

        List<String> bodies = receiver.receiveMessages()
                .concatMap(received -> receiver.complete(received)
                        .thenReturn(received.getBody().toString()))
                .take(2)
                .collectList()
                .block(Duration.ofSeconds(30));

        assertThat(bodies).containsExactly("first", "second");
        assertThat(clients.receiver(REQUESTS).peekMessage(0)).isNull();
    }

    @Test
    void everySubscriptionOfATopicGetsItsOwnCopy() {
        clients.topicSender(TOPIC).sendMessage(message("ready"));

        for (String subscription : List.of("all", "audit")) {
            ServiceBusReceiverClient receiver = clients.subscriptionReceiver(TOPIC, subscription);
            ServiceBusReceivedMessage received = one(receiver);
            assertThat(received.getBody().toString()).isEqualTo("ready");
            receiver.complete(received);
            assertThat(receiver.peekMessage(0)).isNull();
        }
    }
}
