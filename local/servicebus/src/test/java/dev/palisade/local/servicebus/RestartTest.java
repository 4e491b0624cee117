package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static dev.palisade.local.servicebus.SdkClients.one;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.amqp.AmqpRetryMode;
import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.messaging.servicebus.ServiceBusProcessorClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker that ends and comes back on its port, while its clients stay. */
@Timeout(120)
class RestartTest {
    private static final String QUEUE = "requests";
    private static final AmqpRetryOptions PATIENT = new AmqpRetryOptions()
            .setMode(AmqpRetryMode.FIXED)
            .setMaxRetries(100)
            .setDelay(Duration.ofMillis(200));

    @TempDir
    private Path data;

    @Test
    void clientsThatWereConnectedGoOnWithoutBeingMadeAnew() throws Exception {
        // A message may be handled twice: the broker may end between its handling and its completion.
        Map<String, CountDownLatch> handled = Map.of("before", new CountDownLatch(1), "after", new CountDownLatch(1));
        ServiceBusBroker first = start(0);
        try (SdkClients clients = new SdkClients(first.connectionString(), PATIENT)) {
            ServiceBusSenderClient sender = clients.sender(QUEUE);
            ServiceBusProcessorClient processor = clients.opened(clients.builder()
                    .processor()
                    .queueName(QUEUE)
                    .processMessage(context -> handled.get(
                                    context.getMessage().getBody().toString())
                            .countDown())
                    .processError(context -> {})
                    .buildProcessorClient());
            processor.start();
            sender.sendMessage(message("before"));
            assertThat(handled.get("before").await(30, TimeUnit.SECONDS)).isTrue();

            first.close();
            try (ServiceBusBroker second = start(first.port())) {
                sender.sendMessage(message("after"));
                assertThat(handled.get("after").await(60, TimeUnit.SECONDS)).isTrue();
                processor.stop();
                assertThat(second.port()).isEqualTo(first.port());
            }
        }
    }

    @Test
    void aMessageThatWasLockedIsFreeAgainAndNoDeliveryIsCounted() {
        try (ServiceBusBroker first = start(0);
                SdkClients clients = new SdkClients(first.connectionString())) {
            clients.sender(QUEUE).sendMessage(message("in hand"));
            one(clients.receiver(QUEUE));
        }
        try (ServiceBusBroker second = start(0);
                SdkClients clients = new SdkClients(second.connectionString())) {
            assertThat(one(clients.receiver(QUEUE)).getDeliveryCount()).isZero();
        }
    }

    private ServiceBusBroker start(int port) {
        return ServiceBusBroker.start(
                new BrokerOptions(port, data, List.of(new EntityDescription.Queue(QUEUE, DeliverySettings.DEFAULT))));
    }
}
