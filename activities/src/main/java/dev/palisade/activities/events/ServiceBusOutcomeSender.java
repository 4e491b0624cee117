package dev.palisade.activities.events;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusMessageBatch;
import com.azure.messaging.servicebus.ServiceBusSenderAsyncClient;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import reactor.core.publisher.Mono;

/**
 * Sends to a Service Bus topic, as few batches as they fit into. A batch has one session: with partitions, Service Bus takes no other. The
 * asynchronous client, since the other one goes on for minutes while the broker is away, on a thread that is wanted elsewhere.
 */
public final class ServiceBusOutcomeSender implements OutcomeSender {
    private final ServiceBusSenderAsyncClient topic;

    /** @param topic closed by whoever opened it */
    public ServiceBusOutcomeSender(ServiceBusSenderAsyncClient topic) {
        this.topic = topic;
    }

    @Override
    public void send(List<ServiceBusMessage> messages, Duration patience) {
        Mono<Void> late = Mono.error(() -> new AmqpException(true, "no answer within " + patience, null));
        all(messages).timeout(patience, late).block();
    }

    private Mono<Void> all(List<ServiceBusMessage> left) {
        return left.isEmpty() ? Mono.empty() : topic.createMessageBatch().flatMap(batch -> send(batch, left));
    }

    private Mono<Void> send(ServiceBusMessageBatch batch, List<ServiceBusMessage> left) {
        int fitting = 0;
        while (fitting < left.size() && sameSession(left.get(0), left.get(fitting)) && fits(batch, left.get(fitting))) {
            fitting++;
        }
        if (fitting == 0) {
            OutcomeTooLarge tooLarge = new OutcomeTooLarge(left.get(0).getMessageId(), batch.getMaxSizeInBytes());
            return all(left.subList(1, left.size())).then(Mono.error(tooLarge));
        }
        Mono<Void> rest = all(left.subList(fitting, left.size()));
        return topic.sendMessages(batch).then(rest);
    }

    /** The SDK says that a batch is full by its answer, but of a message that no batch can hold by an exception. */
    private static boolean fits(ServiceBusMessageBatch batch, ServiceBusMessage message) {
        try {
            return batch.tryAddMessage(message);
        } catch (ServiceBusException refused) {
            if (!refused.getReason().equals(ServiceBusFailureReason.MESSAGE_SIZE_EXCEEDED)) {
                throw refused;
            }
            return false;
        }
    }

    private static boolean sameSession(ServiceBusMessage one, ServiceBusMessage other) {
        return Objects.equals(one.getSessionId(), other.getSessionId());
    }
}
