package dev.palisade.local.servicebus.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.local.servicebus.BrokerOptions;
import dev.palisade.local.servicebus.ServiceBusBroker;
import dev.palisade.local.servicebus.engine.RawClient.Received;
import dev.palisade.local.servicebus.entity.EntityDescription;
import dev.palisade.local.servicebus.entity.EntityDescription.DeliverySettings;
import dev.palisade.local.servicebus.message.Messages;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.UnsignedLong;
import org.apache.qpid.proton.amqp.messaging.Accepted;
import org.apache.qpid.proton.amqp.messaging.Modified;
import org.apache.qpid.proton.amqp.messaging.Rejected;
import org.apache.qpid.proton.amqp.messaging.Released;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.transaction.Coordinator;
import org.apache.qpid.proton.amqp.transaction.TransactionalState;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.message.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the broker says on the wire, to the letter that SDKs depend on. */
@Timeout(60)
class WireTest {
    private static final int MAX_MESSAGE_SIZE = 100_000;

    private final ServiceBusBroker broker = ServiceBusBroker.start(new BrokerOptions(
            0, null, List.of(new EntityDescription.Queue("requests", DeliverySettings.DEFAULT)), MAX_MESSAGE_SIZE));
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
    void anAttachIsAnsweredWithTheLargestMessageSize() {
        assertThat(client.sender("requests").getRemoteMaxMessageSize())
                .isEqualTo(UnsignedLong.valueOf(MAX_MESSAGE_SIZE));
        assertThat(client.receiver("requests").getRemoteMaxMessageSize())
                .isEqualTo(UnsignedLong.valueOf(MAX_MESSAGE_SIZE));
    }

    @Test
    void theDeliveryTagIsTheLockTokenAndTheBareMessageIsTheSendersBytes() {
        byte[] sent = identified("body");
        client.send(client.sender("requests"), sent);

        Received received = client.receive(client.receiver("amqps://localhost:5672/Requests"));

        Message message = Messages.decode(received.encoded());
        UUID token = (UUID) message.getDeliveryAnnotations().getValue().get(Symbol.valueOf("x-opt-lock-token"));
        assertThat(received.delivery().getTag()).isEqualTo(DeliveryTag.of(token));
        byte[] end = Arrays.copyOfRange(
                received.encoded(), received.encoded().length - sent.length, received.encoded().length);
        assertThat(end).isEqualTo(sent);
    }

    @Test
    void aReleaseIsAnsweredInKindAndTheMessageComesAgainUncounted() {
        client.send(client.sender("requests"), identified("body"));
        Receiver receiver = client.receiver("requests");

        assertThat(settle(client.receive(receiver), Released.getInstance())).isInstanceOf(Released.class);

        assertThat(deliveryCount(client.receive(receiver))).isZero();
    }

    @Test
    void anAbandonIsAnsweredInKindAndTheMessageComesAgainCounted() {
        client.send(client.sender("requests"), identified("body"));
        Receiver receiver = client.receiver("requests");

        assertThat(settle(client.receive(receiver), new Modified())).isInstanceOf(Modified.class);

        assertThat(deliveryCount(client.receive(receiver))).isEqualTo(1);
    }

    @Test
    void aDeadLetterIsAnsweredWithARejectionThatCarriesNoError() {
        client.send(client.sender("requests"), identified("body"));
        Rejected asked = AmqpErrors.rejected(Symbol.valueOf("com.microsoft:dead-letter"), "poison");

        DeliveryState answer = settle(client.receive(client.receiver("requests")), asked);

        assertThat(answer)
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.getError()).isNull());
        assertThat(client.receive(client.receiver("requests/$deadletterqueue")).encoded())
                .isNotEmpty();
    }

    @Test
    void aTransactionalOutcomeIsRefusedAndTheMessageStaysLocked() {
        client.send(client.sender("requests"), identified("body"));
        TransactionalState asked = new TransactionalState();
        asked.setTxnId(new Binary(new byte[] {1}));
        asked.setOutcome(Accepted.getInstance());

        DeliveryState answer = settle(client.receive(client.receiver("requests")), asked);

        assertThat(condition(answer)).isEqualTo("amqp:not-implemented");
        Receiver other = client.receiver(named("requests"));
        other.drain(1);
        client.pumpUntil(() -> !other.draining());
        assertThat((Object) other.current())
                .as("a message that is still locked")
                .isNull();
    }

    @Test
    void aTransactionalSendIsRefusedAndNothingIsKept() {
        TransactionalState asked = new TransactionalState();
        asked.setTxnId(new Binary(new byte[] {1}));
        Sender sender = client.sender("requests");
        Delivery refused = client.offer(sender, identified("body"), asked);
        client.pumpUntil(refused::remotelySettled);

        assertThat(condition(refused.getRemoteState())).isEqualTo("amqp:not-implemented");
        Receiver receiver = client.receiver("requests");
        receiver.drain(1);
        client.pumpUntil(() -> !receiver.draining());
        assertThat((Object) receiver.current()).isNull();
    }

    @Test
    void aDrainOfAnEmptyQueueIsAnsweredAtOnce() {
        Receiver receiver = client.receiver("requests");

        receiver.drain(10);
        client.pumpUntil(() -> !receiver.draining());

        assertThat(receiver.getCredit()).isZero();
    }

    @Test
    void aTransferOverTheLimitIsRejectedWithAnInfoMapAndTheLinkLivesOn() {
        Sender sender = client.sender("requests");
        Delivery tooLarge = client.send(sender, new byte[4 * MAX_MESSAGE_SIZE]);

        assertThat(condition(tooLarge.getRemoteState())).isEqualTo("amqp:link:message-size-exceeded");
        assertThat(error(tooLarge.getRemoteState()).getInfo() == null).isFalse();
        assertThat(client.send(sender, identified("small")).getRemoteState()).isInstanceOf(Accepted.class);
    }

    @Test
    void bytesThatAreNoMessageAreRejected() {
        Delivery refused = client.send(client.sender("requests"), new byte[] {1, 2, 3});

        assertThat(condition(refused.getRemoteState())).isEqualTo("amqp:decode-error");
    }

    @Test
    void linksThatCannotBeAreAttachedAndDetachedWithTheReason() {
        assertThat(refusal(client.sender("nowhere"))).isEqualTo("amqp:not-found");
        assertThat(refusal(client.receiver("nowhere"))).isEqualTo("amqp:not-found");
        assertThat(refusal(client.sender("nowhere/$management"))).isEqualTo("amqp:not-found");
        assertThat(refusal(client.sender("requests/$DeadLetterQueue"))).isEqualTo("amqp:not-allowed");
        assertThat(refusal(client.sender(new Coordinator()))).isEqualTo("amqp:not-implemented");

        Source session = RawClient.source("requests");
        session.setFilter(Map.of(Symbol.valueOf("com.microsoft:session-filter"), "session-1"));
        assertThat(refusal(client.receiver(session))).isEqualTo("amqp:not-allowed");
    }

    @Test
    void aConnectionOnWhichNothingHappensIsKeptAliveWithEmptyFrames() throws IOException {
        try (RawClient impatient = new RawClient(broker.port(), 200)) {
            long before = impatient.framesReceived();
            impatient.pumpUntil(() -> impatient.framesReceived() >= before + 3);
        }
    }

    private DeliveryState settle(Received received, DeliveryState asked) {
        received.delivery().disposition(asked);
        client.pumpUntil(received.delivery()::remotelySettled);
        received.delivery().settle();
        return received.delivery().getRemoteState();
    }

    private String refusal(Link link) {
        client.pumpUntil(() -> link.getRemoteState() == EndpointState.CLOSED);
        return link.getRemoteCondition().getCondition().toString();
    }

    private static String condition(DeliveryState state) {
        return error(state).getCondition().toString();
    }

    private static ErrorCondition error(DeliveryState state) {
        assertThat(state).isInstanceOf(Rejected.class);
        return ((Rejected) state).getError();
    }

    private static long deliveryCount(Received received) {
        return Messages.decode(received.encoded()).getDeliveryCount();
    }

    /** A source that is not equal to the plain one, so that its link gets a name of its own. */
    private static Source named(String address) {
        Source source = RawClient.source(address);
        source.setCapabilities(Symbol.valueOf("another"));
        return source;
    }

    private static byte[] identified(String body) {
        Message message = Messages.withBody(body);
        message.setMessageId("id-1");
        return Messages.encode(message);
    }
}
