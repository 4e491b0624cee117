package dev.palisade.acceptance.stack;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusReceivedMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a team would hear: the outcomes topic, read with the official SDK. */
public final class Outcomes {
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
     * The outcomes of one request in the order in which they came, up to the one of this CloudEvents type. Those of other requests are
     * taken off the subscription too.
     *
     * @throws IllegalStateException if that type does not come in time
     */
    public List<ServiceBusReceivedMessage> of(String requestId, String lastType, Duration patience) {
        List<ServiceBusReceivedMessage> heard = new ArrayList<>();
        try (ServiceBusReceiverClient receiver = new ServiceBusClientBuilder()
                .connectionString(connection)
                .receiver()
                .topicName(LocalStack.OUTCOMES)
                .subscriptionName("all")
                .buildClient()) {
            Instant giveUp = Instant.now().plus(patience);
            while (Instant.now().isBefore(giveUp)) {
                for (ServiceBusReceivedMessage message : receiver.receiveMessages(10, Duration.ofSeconds(2))) {
                    receiver.complete(message);
                    if (requestId.equals(message.getApplicationProperties().get("requestId"))) {
                        heard.add(message);
                    }
                }
                if (heard.stream()
                        .anyMatch(message -> message.getBody().toString().contains(lastType))) {
                    return heard;
                }
            }
        }
        throw new IllegalStateException(requestId + " did not say " + lastType + " within " + patience + ": " + heard);
    }
}
