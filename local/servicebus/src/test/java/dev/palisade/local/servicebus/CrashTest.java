package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The broker killed as by {@code kill -9}, while clients send and settle. */
@Timeout(180)
class CrashTest {
    private static final int KILLED = 128 + 9;
    private static final int SENDERS = 8;
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 800;
    private static final int COMPLETED_BEFORE_THE_KILL = 100;
    private static final String QUEUE = "palisade-data-science";
    private static final AmqpRetryOptions NO_RETRIES =
            new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(Duration.ofSeconds(10));

    @TempDir
    private Path data;

    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();
    private final Set<String> attemptedToComplete = ConcurrentHashMap.newKeySet();
    private final CountDownLatch enoughSent = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_KILL);
    private final CountDownLatch enoughCompleted = new CountDownLatch(COMPLETED_BEFORE_THE_KILL);

    private volatile boolean killed;

    @Test
    void noAcknowledgedMessageIsLostAndNoCompletedOneComesBack() throws Exception {
        List<ServiceBusException> interruptions = sendAndCompleteUntilTheBrokerIsKilled();

        assertThat(interruptions)
                .as("every sender was in the middle of its work when the broker died")
                .hasSize(SENDERS)
                .doesNotContainNull();
        Set<String> left = whatARestartedBrokerHolds();
        Set<String> mustBeLeft = new HashSet<>(acknowledged);
        mustBeLeft.removeAll(attemptedToComplete);
        assertThat(left).containsAll(mustBeLeft).doesNotContainAnyElementsOf(completed);
    }

    private List<ServiceBusException> sendAndCompleteUntilTheBrokerIsKilled() throws Exception {
        ExecutorService workers = Executors.newFixedThreadPool(SENDERS + 1);
        try (BrokerProcess broker = startBroker();
                SdkClients clients = new SdkClients(broker.connectionString(), NO_RETRIES)) {
            List<Future<ServiceBusException>> senders = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                String name = "sender-" + i + "-";
                ServiceBusSenderClient sender = clients.sender(QUEUE);
                senders.add(workers.submit(() -> sendUntilItFails(name, sender)));
            }
            ServiceBusReceiverClient receiver = clients.receiver(QUEUE);
            Future<?> completer = workers.submit(() -> completeUntilTheKill(receiver));

            assertThat(enoughSent.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(enoughCompleted.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(broker.killHard()).isEqualTo(KILLED);
            killed = true;

            completer.get(60, TimeUnit.SECONDS);
            List<ServiceBusException> interruptions = new ArrayList<>();
            for (Future<ServiceBusException> sender : senders) {
                interruptions.add(sender.get(60, TimeUnit.SECONDS));
            }
            return interruptions;
        } finally {
            workers.shutdownNow();
        }
    }

    private ServiceBusException sendUntilItFails(String name, ServiceBusSenderClient sender) {
        try {
            for (int i = 0; ; i++) {
                sender.sendMessage(message("body").setMessageId(name + i));
                acknowledged.add(name + i);
                enoughSent.countDown();
            }
        } catch (ServiceBusException brokerGone) {
            return brokerGone;
        }
    }

    private void completeUntilTheKill(ServiceBusReceiverClient receiver) {
        try {
            while (!killed) {
                for (ServiceBusReceivedMessage received : receiver.receiveMessages(20, Duration.ofSeconds(2))) {
                    attemptedToComplete.add(received.getMessageId());
                    receiver.complete(received);
                    completed.add(received.getMessageId());
                    enoughCompleted.countDown();
                }
            }
        } catch (RuntimeException brokerGone) {
            // The receiver has no one type for it: between two receives it throws a bare RuntimeException.
            // Before the kill, it would leave the completions that the test waits for unreached.
            assertThat(enoughCompleted.getCount())
                    .as(String.valueOf(brokerGone))
                    .isZero();
        }
    }

    private Set<String> whatARestartedBrokerHolds() {
        Set<String> ids = new HashSet<>();
        try (BrokerProcess broker = startBroker();
                SdkClients clients = new SdkClients(broker.connectionString())) {
            ServiceBusReceiverClient receiver = clients.receiver(QUEUE);
            long next = 1;
            for (List<ServiceBusReceivedMessage> page = peek(receiver, next);
                    !page.isEmpty();
                    page = peek(receiver, next)) {
                page.forEach(shown -> ids.add(shown.getMessageId()));
                next = page.get(page.size() - 1).getSequenceNumber() + 1;
            }
        }
        return ids;
    }

    private static List<ServiceBusReceivedMessage> peek(ServiceBusReceiverClient receiver, long from) {
        return receiver.peekMessages(200, from).stream().toList();
    }

    private BrokerProcess startBroker() {
        return BrokerProcess.start(
                "--port",
                "0",
                "--admin-port",
                "0",
                "--config",
                "../../examples/servicebus.json",
                "--data",
                data.toString());
    }
}
