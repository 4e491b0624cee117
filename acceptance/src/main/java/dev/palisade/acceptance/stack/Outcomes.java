package dev.palisade.acceptance.stack;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** What a team would hear: the outcomes topic, read with the official SDK. */
public final class Outcomes {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

    private final String connection;

    public Outcomes(String connection) {
        this.connection = connection;
    }

    /** All that nobody has taken off the subscription, copies among them, in the order in which they came. */
    public List<ServiceBusReceivedMessage> waiting() {
        return Peek.all(new ServiceBusClientBuilder()
                .connectionString(connection)
                .receiver()
                .topicName(LocalStack.OUTCOMES)
                .subscriptionName("all"));
    }

    /**
     * The outcomes of one request in the order in which they came, once there is one of this CloudEvents type. All stay on the subscription.
     *
     * @throws IllegalStateException if that type does not come in time
     */
    public List<ServiceBusReceivedMessage> of(String requestId, String lastType, Duration patience) {
        Instant giveUp = Instant.now().plus(patience);
        List<ServiceBusReceivedMessage> told = List.of();
        while (Instant.now().isBefore(giveUp)) {
            told = waiting().stream()
                    .filter(message ->
                            requestId.equals(message.getApplicationProperties().get("requestId")))
                    .toList();
            if (told.stream().anyMatch(message -> message.getBody().toString().contains(lastType))) {
                return told;
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
        throw new IllegalStateException(requestId + " did not say " + lastType + " within " + patience + ": " + told);
    }
}
