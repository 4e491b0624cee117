package dev.palisade.local.servicebus;

import static dev.palisade.local.servicebus.Brokers.REQUESTS;
import static dev.palisade.local.servicebus.SdkClients.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.util.BinaryData;
import com.azure.messaging.servicebus.ServiceBusException;
import com.azure.messaging.servicebus.ServiceBusFailureReason;
import com.azure.messaging.servicebus.ServiceBusMessage;
import com.azure.messaging.servicebus.ServiceBusSenderClient;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the broker refuses, and how the official Java SDK is told. */
@Timeout(60)
class RefusalTest {
    private final ServiceBusBroker broker = Brokers.inMemory();
    private final SdkClients clients = new SdkClients(broker.connectionString());

    @AfterEach
    void stopEverything() {
        clients.close();
        broker.close();
    }

    @Test
    void sendingToAnEntityThatIsNotThereFailsAsNotFound() {
        ServiceBusSenderClient sender = clients.sender("nowhere");

        assertThatThrownBy(() -> sender.sendMessage(message("lost")))
                .isInstanceOfSatisfying(
                        ServiceBusException.class,
                        refused -> assertThat(refused.getReason())
                                .isEqualTo(ServiceBusFailureReason.MESSAGING_ENTITY_NOT_FOUND));
    }

    @Test
    void aMessageOverTheLimitIsRefusedAndTheNextOneTaken() {
        ServiceBusSenderClient sender = clients.sender(REQUESTS);
        byte[] tooLarge = new byte[BrokerOptions.STANDARD_MAX_MESSAGE_SIZE];

        assertThatThrownBy(() -> sender.sendMessage(new ServiceBusMessage(BinaryData.fromBytes(tooLarge))))
                .isInstanceOf(ServiceBusException.class);

        sender.sendMessage(message("small"));
        assertThat(clients.receiver(REQUESTS).peekMessage(0).getBody().toString())
                .isEqualTo("small");
    }

    @Test
    void aClientThatSpeaksNonsenseIsDroppedAndTheOthersAreServed() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), broker.port())) {
            socket.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getInputStream().readAllBytes();
        }

        clients.sender(REQUESTS).sendMessage(message("still here"));
        assertThat(clients.receiver(REQUESTS).peekMessage(0)).isNotNull();
    }
}
