package dev.palisade.local.servicebus.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.EnumSet;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is remembered of deliveries, between two engines without a socket. */
class ClientTransportTest {
    private static final EnumSet<EndpointState> ANY = EnumSet.allOf(EndpointState.class);

    private final ClientTransport broker = new ClientTransport();
    private final Transport client = Proton.transport();
    private final Connection brokers = Proton.connection();
    private final Connection clients = Proton.connection();
    private Sender sender;
    private Receiver receiver;

    @BeforeEach
    void attach() {
        broker.bind(brokers);
        client.bind(clients);
        clients.open();
        Session session = clients.session();
        session.open();
        sender = session.sender("sender");
        sender.open();
        brokers.open();
        exchange();
        brokers.sessionHead(ANY, ANY).open();
        receiver = (Receiver) brokers.linkHead(ANY, ANY);
        receiver.open();
        receiver.flow(10);
        exchange();
    }

    @Test
    void aTransferIsRememberedUntilItIsAnswered() {
        Delivery delivery = send("tag");
        exchange();
        assertThat(broker.unsettled()).isEqualTo(1);

        take();
        exchange();

        assertThat(delivery.getRemoteState()).isEqualTo(Accepted.getInstance());
        assertThat(broker.unsettled()).isZero();
    }

    @Test
    void aTransferThatItsSenderHasSettledLeavesNothingBehind() {
        send("tag").settle();
        exchange();
        take();
        exchange();

        assertThat(broker.unsettled()).isZero();
    }

    @Test
    void aTransferThatItsSenderSettlesLaterLeavesNothingBehind() {
        Delivery delivery = send("tag");
        exchange();
        assertThat(broker.unsettled()).isEqualTo(1);

        // The engine says nothing of a settlement without a state.
        delivery.disposition(Accepted.getInstance());
        delivery.settle();
        exchange();
        assertThat(receiver.current().remotelySettled()).isTrue();
        take();
        exchange();

        assertThat(broker.unsettled()).isZero();
    }

    @Test
    void aLinkThatIsDetachedBeforeItsTransferIsAnsweredStillGetsTheAnswerAndLeavesNothingBehind() {
        Delivery delivery = send("tag");
        sender.close();
        exchange();
        take();
        detach();

        assertThat(delivery.getRemoteState()).isEqualTo(Accepted.getInstance());
        assertThat(broker.unsettled()).isZero();
    }

    @Test
    void aLinkThatIsDetachedLeavesNothingBehindOfWhatWasNeverAnswered() {
        send("tag");
        sender.close();
        exchange();
        assertThat(broker.unsettled()).isEqualTo(1);

        detach();

        assertThat(broker.unsettled()).isZero();
    }

    private Delivery send(String tag) {
        Delivery delivery = sender.delivery(tag.getBytes(US_ASCII));
        sender.send(new byte[] {1}, 0, 1);
        sender.advance();
        return delivery;
    }

    private void take() {
        Delivery arrived = receiver.current();
        receiver.advance();
        arrived.disposition(Accepted.getInstance());
        arrived.settle();
    }

    private void detach() {
        receiver.close();
        receiver.free();
        exchange();
    }

    private void exchange() {
        while (pass(client, broker) || pass(broker, client)) {
            // Until neither has anything to say.
        }
    }

    private static boolean pass(Transport from, Transport to) {
        int pending = from.pending();
        if (pending <= 0) {
            return false;
        }
        ByteBuffer bytes = from.head().slice(0, Math.min(pending, to.capacity()));
        int count = bytes.remaining();
        to.tail().put(bytes);
        to.process();
        from.pop(count);
        return true;
    }
}
