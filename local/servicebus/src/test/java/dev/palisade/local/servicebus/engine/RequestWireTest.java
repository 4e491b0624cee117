package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.Messages;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.ApplicationProperties;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that make no sense get an answer all the same. */
@Timeout(60)
class RequestWireTest {
    private final ServiceBusBroker broker = ServiceBusBroker.start(
            new BrokerOptions(0, null, List.of(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT))));
    private RawClient client;

    @BeforeEach
    void connect() throws IOException {
        client = new RawClient(broker.port());
    }

    @AfterEach
    void stopEverything() throws IOException {
        client.close();
        broker.close();
    }

    @Test
    void aRequestIsAnsweredWithItsCorrelationIdInItsOwnType() {
        Receiver replies = client.receiver("requests/$management");

        client.send(
                client.sender("requests/$management"), request("com.microsoft:make-coffee", UnsignedLong.valueOf(7)));

        Message reply = Messages.decode(client.receive(replies).encoded());
        assertThat(reply.getCorrelationId()).isEqualTo(UnsignedLong.valueOf(7));
        assertThat(reply.getApplicationProperties().getValue())
                .containsEntry("statusCode", 501)
                .containsEntry("status-code", 501);
    }

    @Test
    void aRequestThatLacksItsArgumentsIsAnsweredAsSuch() {
        Receiver replies = client.receiver("requests/$management");

        client.send(
                client.sender("requests/$management"), request("com.microsoft:renew-lock", UnsignedLong.valueOf(1)));

        Message reply = Messages.decode(client.receive(replies).encoded());
        assertThat(reply.getApplicationProperties().getValue()).containsEntry("statusCode", 400);
    }

    @Test
    void aRequestThatNobodyWaitsForIsRejected() {
        Delivery refused = client.send(
                client.sender("requests/$management"), request("com.microsoft:peek-message", UnsignedLong.valueOf(1)));

        Rejected rejected = (Rejected) refused.getRemoteState();
        assertThat(rejected.getError().getCondition().toString()).isEqualTo("amqp:precondition-failed");
    }

    private static byte[] request(String operation, Object messageId) {
        Message message = Message.Factory.create();
        message.setMessageId(messageId);
        message.setApplicationProperties(new ApplicationProperties(Map.of("operation", operation)));
        message.setBody(new AmqpValue(Map.of()));
        return Messages.encode(message);
    }
}
