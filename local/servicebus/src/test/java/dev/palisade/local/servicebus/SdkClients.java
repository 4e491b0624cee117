package dev.palisade.local.servicebus;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusRuleManagerClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import com.azure.messaging.servicebus.ServiceBusSessionReceiverClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/** Clients of the official Java SDK, unmodified, for one broker; closed together, the last one first. */
final class SdkClients implements AutoCloseable {
    private static final Duration LONG_ENOUGH = Duration.ofSeconds(20);

    private final String connectionString;
    private final AmqpRetryOptions retries;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    SdkClients(String connectionString) {
        this(connectionString, new AmqpRetryOptions());
    }

    SdkClients(String connectionString, AmqpRetryOptions retries) {
        this.connectionString = connectionString;
        this.retries = retries;
    }

    static ServiceBusMessage message(String body) {
        return new ServiceBusMessage(BinaryData.fromString(body));
    }

    /** The next message, however long the machine needs for it. */
    static ServiceBusReceivedMessage one(ServiceBusReceiverClient receiver) {
        return receiver.receiveMessages(1, LONG_ENOUGH).stream()
                .findFirst()
                .orElseThrow(() -> new AssertionError("No message came"));
    }

    ServiceBusClientBuilder builder() {
        return new ServiceBusClientBuilder().connectionString(connectionString).retryOptions(retries);
    }

    ServiceBusSenderClient sender(String queue) {
        return opened(builder().sender().queueName(queue).buildClient());
    }

    ServiceBusSenderClient topicSender(String topic) {
        return opened(builder().sender().topicName(topic).buildClient());
    }

    ServiceBusReceiverClient receiver(String queue) {
        return opened(peekLock(queue).buildClient());
    }

    ServiceBusReceiverClient deadLetterReceiver(String queue) {
        return opened(peekLock(queue).subQueue(SubQueue.DEAD_LETTER_QUEUE).buildClient());
    }

    ServiceBusReceiverClient destructiveReceiver(String queue) {
        return opened(peekLock(queue)
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .buildClient());
    }

    ServiceBusReceiverClient subscriptionReceiver(String topic, String subscription) {
        return opened(builder()
                .receiver()
                .disableAutoComplete()
                .topicName(topic)
                .subscriptionName(subscription)
                .buildClient());
    }

    ServiceBusRuleManagerClient rules(String topic, String subscription) {
        return opened(builder()
                .ruleManager()
                .topicName(topic)
                .subscriptionName(subscription)
                .buildClient());
    }

    /** A receiver that holds the session of that id. */
    ServiceBusReceiverClient session(String queue, String id) {
        return opened(sessions(queue, ServiceBusReceiveMode.PEEK_LOCK).acceptSession(id));
    }

    /** A receiver that holds whichever session is the next with messages. */
    ServiceBusReceiverClient nextSession(String queue) {
        return opened(sessions(queue, ServiceBusReceiveMode.PEEK_LOCK).acceptNextSession());
    }

    /** As {@link #session}, but what it receives is gone from the queue. */
    ServiceBusReceiverClient destructiveSession(String queue, String id) {
        return opened(sessions(queue, ServiceBusReceiveMode.RECEIVE_AND_DELETE).acceptSession(id));
    }

    private ServiceBusSessionReceiverClient sessions(String queue, ServiceBusReceiveMode mode) {
        return opened(builder()
                .sessionReceiver()
                .receiveMode(mode)
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .queueName(queue)
                .buildClient());
    }

    <T extends AutoCloseable> T opened(T client) {
        opened.push(client);
        return client;
    }

    private ServiceBusClientBuilder.ServiceBusReceiverClientBuilder peekLock(String queue) {
        return builder()
                .receiver()
                .disableAutoComplete()
                .maxAutoLockRenewDuration(Duration.ZERO)
                .queueName(queue);
    }

    @Override
    public void close() {
        while (!opened.isEmpty()) {
            close(opened.pop());
        }
    }

    private static void close(AutoCloseable client) {
        try {
            client.close();
        } catch (Exception failed) {
            throw new IllegalStateException("A client could not be closed", failed);
        }
    }
}
