package dev.palisade.acceptance.stack;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The dead letters of a queue, kept for whoever asks for them: reading one takes it off the queue. */
final class DeadLetters {
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    private final String connection;
    private final String queue;
    private final Map<String, ServiceBusReceivedMessage> read = new HashMap<>();

    DeadLetters(String connection, String queue) {
        this.connection = connection;
        this.queue = queue;
    }

    ServiceBusReceivedMessage await(String messageId, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        while (Instant.now().isBefore(giveUp)) {
            ServiceBusReceivedMessage found = look(messageId);
            if (found != null) {
                return found;
            }
        }
        throw new IllegalStateException("no dead letter " + messageId + " within " + patience);
    }

    private synchronized @Nullable ServiceBusReceivedMessage look(String messageId) {
        if (!read.containsKey(messageId)) {
            try (ServiceBusReceiverClient receiver = new ServiceBusClientBuilder()
                    .connectionString(connection)
                    .receiver()
                    .queueName(queue)
                    .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                    .buildClient()) {
                receiver.receiveMessages(10, A_LOOK).forEach(message -> {
                    receiver.complete(message);
                    read.put(message.getMessageId(), message);
                });
            }
        }
        return read.get(messageId);
    }
}
