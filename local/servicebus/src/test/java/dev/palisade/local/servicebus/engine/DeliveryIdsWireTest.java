package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.Messages;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Transfers that are numbered as several threads of the Python SDK number them. */
@Timeout(60)
class DeliveryIdsWireTest {
    private static final int MAX_MESSAGE_SIZE = 300_000;
    private static final String MORE_THAN_A_FRAME = "x".repeat(100_000);
    private static final byte[] TRANSFER_ON_CHANNEL_9 = {
        0, 0, 0, 19, 2, 0, 0, 9, 0x00, 0x53, 0x14, (byte) 0xc0, 6, 3, 0x43, 0x43, (byte) 0xa0, 1, 0
    };

    /** An engine that counts from 0 to this finds no end: after the largest comes 0. */
    private static final int LARGEST = -1;

    /** The furthest that serial numbers tell to come after 0. */
    private static final int FURTHEST = Integer.MAX_VALUE - 1;

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
            0, null, List.of(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT)), MAX_MESSAGE_SIZE));

    @AfterEach
    void stopBroker() {
        broker.close();
    }

    @Test
    void transfersWithRepeatedAndUnorderedIdsAreKeptAndAnsweredWithTheseIds() throws IOException {
        MiscountingTransport transport = new MiscountingTransport(7, 7, 5, 9);
        try (RawClient client = new RawClient(broker.port(), transport)) {
            Sender sender = client.sender("requests");
            for (String body : List.of("first", "twin", "earlier", "later")) {
                client.offer(sender, Messages.encode(Messages.withBody(body)));
            }
            client.pumpUntil(() -> transport.accepted().size() == 4);
        }

        assertThat(transport.accepted()).containsExactly(7, 7, 5, 9);
        assertThat(bodies(4)).containsExactly("first", "twin", "earlier", "later");
    }

    @Test
    void aMessageOfSeveralFramesIsOneDelivery() throws IOException {
        MiscountingTransport transport = new MiscountingTransport(3, 3);
        try (RawClient client = new RawClient(broker.port(), transport)) {
            Sender sender = client.sender("requests");
            client.offer(sender, Messages.encode(Messages.withBody(MORE_THAN_A_FRAME)));
            client.offer(sender, Messages.encode(Messages.withBody("small")));
            client.pumpUntil(() -> transport.accepted().size() == 2);
        }

        assertThat(transport.accepted()).containsExactly(3, 3);
        assertThat(bodies(2)).containsExactly(MORE_THAN_A_FRAME, "small");
    }

    @Test
    void aDispositionOfMoreThanWasDeliveredSettlesWhatWasAndEndsNothingElse() throws IOException {
        try (RawClient client = new RawClient(broker.port())) {
            Sender sender = client.sender("requests");
            for (String body : List.of("first", "second", "third")) {
                client.send(sender, Messages.encode(Messages.withBody(body)));
            }
            Receiver receiver = client.receiver("requests");
            Delivery first = client.receive(receiver).delivery();
            Delivery second = client.receive(receiver).delivery();

            client.say(acceptingFrom0To(LARGEST));
            client.say(acceptingFrom0To(FURTHEST));
            client.pumpUntil(() -> first.remotelySettled() && second.remotelySettled());

            assertThat(first.getRemoteState()).isEqualTo(Accepted.getInstance());
            assertThat(second.getRemoteState()).isEqualTo(Accepted.getInstance());
            assertThat(Messages.body(Messages.parse(client.receive(receiver).encoded())))
                    .isEqualTo("third");
        }
    }

    private static byte[] acceptingFrom0To(int last) {
        return ByteBuffer.allocate(26)
                .put(new byte[] {0, 0, 0, 26, 2, 0, 0, 0, 0x00, 0x53, 0x15, (byte) 0xc0, 13, 5, 0x41, 0x43, 0x70})
                .putInt(last)
                .put(new byte[] {0x42, 0x00, 0x53, 0x24, 0x45})
                .array();
    }

    @Test
    void aFrameThatMayNotComeEndsTheConnectionWithACloseThatSaysWhy() throws IOException {
        try (RawClient client = new RawClient(broker.port())) {
            client.say(TRANSFER_ON_CHANNEL_9);

            ErrorCondition reason = client.awaitClose();

            assertThat(reason.getCondition().toString()).isEqualTo("amqp:illegal-state");
            assertThat(reason.getDescription()).contains("A transfer came on channel 9, where no session has begun");
        }
    }

    @Test
    void bytesThatAreNoFrameEndTheConnectionWithACloseThatSaysWhy() throws IOException {
        try (RawClient client = new RawClient(broker.port())) {
            client.say(new byte[] {0, 0, 0, 1, 2, 0, 0, 0});

            ErrorCondition reason = client.awaitClose();

            assertThat(reason.getCondition().toString()).isEqualTo("amqp:connection:framing-error");
            assertThat(reason.getDescription()).contains("frame size 1 smaller");
        }
    }

    private List<String> bodies(int count) throws IOException {
        List<String> bodies = new ArrayList<>();
        try (RawClient client = new RawClient(broker.port())) {
            Receiver receiver = client.receiver("requests");
            for (int number = 0; number < count; number++) {
                bodies.add(Messages.body(Messages.parse(client.receive(receiver).encoded())));
            }
        }
        return bodies;
    }
}
