package dev.palisade.acceptance.stack;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.models.SubQueue;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The dead letters of a queue, as they come. They are only looked at: others may be there to deal with them. */
final class DeadLetters {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
    private static final int MOST = 100;

    private final String connection;
    private final String queue;
    private final Map<String, ServiceBusReceivedMessage> seen = new HashMap<>();
    private long next;

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
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        throw new IllegalStateException("no dead letter " + messageId + " within " + patience);
    }

    private synchronized @Nullable ServiceBusReceivedMessage look(String messageId) {
        if (!seen.containsKey(messageId)) {
            try (ServiceBusReceiverClient receiver = new ServiceBusClientBuilder()
                    .connectionString(connection)
                    .receiver()
                    .queueName(queue)
                    .subQueue(SubQueue.DEAD_LETTER_QUEUE)
                    .buildClient()) {
                receiver.peekMessages(MOST, next).forEach(message -> {
                    seen.put(message.getMessageId(), message);
                    next = message.getSequenceNumber() + 1;
                });
            }
        }
        return seen.get(messageId);
    }
}
