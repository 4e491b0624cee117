package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.amqp.AmqpRetryOptions;
import com.azure.core.exception.ClientAuthenticationException;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusReceiverClient;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker with keys, as the official Java SDK meets it. */
@Timeout(60)
class AccessTest {
    private static final String KEY = "ZGV2ZWxvcG1lbnQga2V5";
    private static final String QUEUE = "guarded";
    private static final AmqpRetryOptions NO_RETRIES =
            new AmqpRetryOptions().setMaxRetries(0).setTryTimeout(Duration.ofSeconds(10));

    private final ServiceBusBroker broker = ServiceBusBroker.start(
            new BrokerOptions(0, null, List.of(new EntityDescription.Queue(QUEUE, DeliverySettings.DEFAULT)))
                    .withAdmin(0)
                    .withKeys(AccessKeys.of(Map.of("Root", KEY), InstantSource.system())));

    @AfterEach
    void stopTheBroker() {
        broker.close();
    }

    @Test
    void whoHasTheKeySendsReceivesAndAdministers() {
        try (SdkClients clients = new SdkClients(with(KEY))) {
            clients.sender(QUEUE).sendMessage(message("in"));
            ServiceBusReceiverClient receiver = clients.receiver(QUEUE);
            receiver.complete(SdkClients.one(receiver));
            assertThat(receiver.peekMessage(0)).isNull();
        }
        assertThat(AdminClients.of(broker, with(KEY)).getQueue(QUEUE).getName()).isEqualTo(QUEUE);
    }

    @Test
    void whoHasAnotherKeyIsRefusedAndChangesNothing() {
        try (SdkClients clients = new SdkClients(with("YW5vdGhlciBrZXk="), NO_RETRIES)) {
            ServiceBusSenderClient sender = clients.sender(QUEUE);
            assertThatThrownBy(() -> sender.sendMessage(message("out")))
                    .isInstanceOfSatisfying(
                            ServiceBusException.class,
                            refused -> assertThat(refused.getReason()).isEqualTo(ServiceBusFailureReason.UNAUTHORIZED));
        }
        assertThatThrownBy(
                        () -> AdminClients.of(broker, with("YW5vdGhlciBrZXk=")).deleteQueue(QUEUE))
                .isInstanceOf(ClientAuthenticationException.class);
        try (SdkClients clients = new SdkClients(with(KEY))) {
            assertThat(clients.receiver(QUEUE).peekMessage(0)).isNull();
        }
    }

    private String with(String key) {
        return broker.connectionString().replace(ServiceBusBroker.KEY_PLACEHOLDER, key);
    }
}
