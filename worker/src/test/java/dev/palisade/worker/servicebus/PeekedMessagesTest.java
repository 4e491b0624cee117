package dev.palisade.worker.servicebus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.messaging.servicebus.ServiceBusClientBuilder;
import com.azure.messaging.servicebus.ServiceBusMessage;
import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.worker.configuration.Secret;
import dev.palisade.worker.configuration.ServiceBusConfiguration;
import dev.palisade.worker.configuration.Team;
import dev.palisade.worker.intake.Messages;
import dev.palisade.worker.slowness.UnseenException;
import dev.palisade.worker.slowness.WaitingMessage;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class PeekedMessagesTest {
    private static final Team ELSEWHERE = new Team("elsewhere", "q-nowhere", List.of());

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
            0, null, List.of(new EntityDescription.Queue(Messages.TEAM.queue(), DeliverySettings.DEFAULT))));
    private final NamespaceConnection connection = new NamespaceConnection(
            new ServiceBusConfiguration(
                    Optional.of(new Secret(broker.connectionString())),
                    Optional.empty(),
                    "t",
                    1,
                    0,
                    50,
                    List.of(Messages.TEAM)),
            Optional.empty());

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void aQueueThatCannotBeSeenHidesNoOther() {
        try (var sender = new ServiceBusClientBuilder()
                .connectionString(broker.connectionString())
                .sender()
                .queueName(Messages.TEAM.queue())
                .buildClient()) {
            sender.sendMessage(new ServiceBusMessage("hello").setMessageId("m-1"));
        }

        CompletableFuture<List<WaitingMessage>> nowhere = new PeekedMessages(connection, ELSEWHERE).oldest();
        CompletableFuture<List<WaitingMessage>> there = new PeekedMessages(connection, Messages.TEAM).oldest();

        assertThat(there.join()).extracting(WaitingMessage::id).containsExactly("m-1");
        assertThatThrownBy(nowhere::join).hasCauseInstanceOf(UnseenException.class);
        assertThat(new PeekedMessages(connection, Messages.TEAM).oldest().join())
                .as("a look leaves them as they are")
                .hasSize(1);
    }
}
