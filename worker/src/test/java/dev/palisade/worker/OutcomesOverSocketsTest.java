package dev.palisade.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.exception.AmqpException;
import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderAsyncClient;
import com.azure.messaging.servicebus.models.ServiceBusReceiveMode;
import dev.palisade.activities.events.OutcomeTooLarge;
import dev.palisade.activities.events.ServiceBusOutcomeSender;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.entity.EntityDescription.Subscription;
import dev.palisade.local.servicebus.entity.EntityDescription.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes by the real SDK, through a real broker: what a team reads, with sessions and without. */
class OutcomesOverSocketsTest {
    private static final String TOPIC = "palisade-outcomes";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int EACH = 40;

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(0, null, List.of(topic())));

    private static Topic topic() {
        return new Topic(
                        TOPIC,
                        Optional.empty(),
                        List.of(
                                new Subscription("by-request", DeliverySettings.DEFAULT.withSessions()),
                                new Subscription("all", DeliverySettings.DEFAULT)))
                .withDuplicateDetection(Duration.ofMinutes(5));
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aSubscriptionWithSessionsHandsOverEachRequestInOrderAndOnce() {
        List<ServiceBusMessage> oneAfterTheOther = IntStream.range(0, EACH)
                .boxed()
                .flatMap(i -> Stream.of(outcome("r-1", i), outcome("r-2", i)))
                .toList();
        try (ServiceBusSenderAsyncClient sender = sender()) {
            ServiceBusOutcomeSender outcomes = new ServiceBusOutcomeSender(sender);
            outcomes.send(oneAfterTheOther, PATIENCE);
            outcomes.send(oneAfterTheOther.subList(EACH, 2 * EACH), PATIENCE);
        }

        assertThat(inSession("r-1")).isEqualTo(ids("r-1"));
        assertThat(inSession("r-2")).isEqualTo(ids("r-2"));
        assertThat(withoutSession()).as("as they were sent").hasSize(2 * EACH).doesNotHaveDuplicates();
    }

    @Test
    void oneThatIsTooLargeHoldsNoOtherBack() {
        ServiceBusMessage large = new ServiceBusMessage("x".repeat(2_000_000)).setMessageId("large");
        try (ServiceBusSenderAsyncClient sender = sender()) {
            ServiceBusOutcomeSender outcomes = new ServiceBusOutcomeSender(sender);
            List<ServiceBusMessage> three = List.of(outcome("r-1", 0), large.setSessionId("r-1"), outcome("r-1", 1));

            assertThatThrownBy(() -> outcomes.send(three, PATIENCE))
                    .isInstanceOf(OutcomeTooLarge.class)
                    .hasMessageContaining("large");
        }
        assertThat(receive(plain(), 2)).containsExactly("r-1/0", "r-1/1");
    }

    @Test
    void aBrokerThatIsNotThereIsGivenUpInTimeAndTriedAgainWithTheSameSender() {
        String gone = broker.connectionString();
        broker.close();
        try (ServiceBusSenderAsyncClient sender = new ServiceBusClientBuilder()
                .connectionString(gone)
                .sender()
                .topicName(TOPIC)
                .buildAsyncClient()) {
            ServiceBusOutcomeSender outcomes = new ServiceBusOutcomeSender(sender);
            for (int i = 0; i < 2; i++) {
                assertThatThrownBy(() -> outcomes.send(List.of(outcome("r-1", 0)), Duration.ofMillis(300)))
                        .isInstanceOf(AmqpException.class);
            }
        }
    }

    private ServiceBusSenderAsyncClient sender() {
        return clients().sender().topicName(TOPIC).buildAsyncClient();
    }

    private ServiceBusClientBuilder clients() {
        return new ServiceBusClientBuilder().connectionString(broker.connectionString());
    }

    private static ServiceBusMessage outcome(String requestId, int number) {
        return new ServiceBusMessage("{}")
                .setMessageId(requestId + "/" + number)
                .setSessionId(requestId);
    }

    private static List<String> ids(String requestId) {
        return IntStream.range(0, EACH).mapToObj(i -> requestId + "/" + i).toList();
    }

    private List<String> inSession(String requestId) {
        try (var sessions = clients()
                .sessionReceiver()
                .topicName(TOPIC)
                .subscriptionName("by-request")
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .buildClient()) {
            return receive(sessions.acceptSession(requestId), EACH);
        }
    }

    private List<String> withoutSession() {
        return receive(plain(), 2 * EACH);
    }

    private ServiceBusReceiverClient plain() {
        return clients()
                .receiver()
                .topicName(TOPIC)
                .subscriptionName("all")
                .receiveMode(ServiceBusReceiveMode.RECEIVE_AND_DELETE)
                .buildClient();
    }

    /** Until there are as many, and one look more, which must find nothing. */
    private static List<String> receive(ServiceBusReceiverClient receiver, int count) {
        List<String> ids = new ArrayList<>();
        try (receiver) {
            int tries = 0;
            while (ids.size() < count && tries++ < 20) {
                receiver.receiveMessages(count - ids.size(), Duration.ofSeconds(3))
                        .forEach(message -> ids.add(message.getMessageId()));
            }
            receiver.receiveMessages(1, Duration.ofMillis(500)).forEach(message -> ids.add(message.getMessageId()));
        }
        return ids;
    }
}
