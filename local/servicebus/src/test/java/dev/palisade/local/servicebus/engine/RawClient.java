package dev.palisade.local.servicebus.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.Source;
import org.apache.qpid.proton.amqp.messaging.Target;
import org.apache.qpid.proton.amqp.transport.DeliveryState;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.amqp.transport.ReceiverSettleMode;
import org.apache.qpid.proton.amqp.transport.SenderSettleMode;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Delivery;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Link;
import org.apache.qpid.proton.engine.Receiver;
import org.apache.qpid.proton.engine.Sender;
import org.apache.qpid.proton.engine.Session;
import org.apache.qpid.proton.engine.Transport;
import org.jspecify.annotations.Nullable;

/** A client that says exactly what a test tells it to, for what no SDK of ours can be made to say. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLISECONDS = 20_000;

    private final Socket socket;
    private final Transport transport;
    private final Connection connection = Proton.connection();
    private final Session session;
    private int sent;

    RawClient(int port) throws IOException {
        this(port, 0);
    }

    /** @param idleTimeoutMilliseconds how long the broker may be silent, 0 for ever */
    RawClient(int port, int idleTimeoutMilliseconds) throws IOException {
        this(port, idleTimeoutMilliseconds, Proton.transport());
    }

    /** @param transport what makes frames of what is done */
    RawClient(int port, Transport transport) throws IOException {
        this(port, 0, transport);
    }

    private RawClient(int port, int idleTimeoutMilliseconds, Transport transport) throws IOException {
        this.transport = transport;
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(PATIENCE_MILLISECONDS);
        transport.setIdleTimeout(idleTimeoutMilliseconds);
        transport.sasl().client();
        transport.sasl().setMechanisms("ANONYMOUS");
        transport.bind(connection);
        connection.setContainer("raw");
        connection.open();
        session = connection.session();
        session.open();
        pumpUntil(() -> session.getRemoteState() == EndpointState.ACTIVE);
    }

    Sender sender(org.apache.qpid.proton.amqp.transport.Target target) {
        Sender sender = session.sender("sender-to-" + target);
        sender.setSource(new Source());
        sender.setTarget(target);
        return attached(sender);
    }

    Sender sender(String address) {
        Target target = new Target();
        target.setAddress(address);
        return sender(target);
    }

    /** A link that receives under locks. */
    Receiver receiver(Source source) {
        return receiver(source, Map.of());
    }

    Receiver receiver(Source source, Map<Symbol, Object> properties) {
        Receiver receiver = attaching(source, properties);
        pumpUntil(() -> receiver.getRemoteState() != EndpointState.UNINITIALIZED);
        return receiver;
    }

    /** As {@link #receiver(Source, Map)}, but does not wait for the broker's answer. */
    Receiver attaching(Source source, Map<Symbol, Object> properties) {
        Receiver receiver = session.receiver("receiver-from-" + source + properties);
        receiver.setSource(source);
        receiver.setTarget(new Target());
        receiver.setProperties(properties);
        receiver.setSenderSettleMode(SenderSettleMode.UNSETTLED);
        receiver.setReceiverSettleMode(ReceiverSettleMode.SECOND);
        receiver.open();
        return receiver;
    }

    Receiver receiver(String address) {
        return receiver(source(address));
    }

    static Source source(String address) {
        Source source = new Source();
        source.setAddress(address);
        return source;
    }

    private <T extends Link> T attached(T link) {
        link.open();
        pumpUntil(() -> link.getRemoteState() != EndpointState.UNINITIALIZED);
        return link;
    }

    /** Sends a transfer and waits until the broker has settled it. */
    Delivery send(Sender sender, byte[] encoded) {
        Delivery delivery = offer(sender, encoded);
        pumpUntil(delivery::remotelySettled);
        return delivery;
    }

    /** Sends a transfer, whatever becomes of it. */
    Delivery offer(Sender sender, byte[] encoded) {
        return offer(sender, encoded, null);
    }

    /** As {@link #offer(Sender, byte[])}, with a state. */
    Delivery offer(Sender sender, byte[] encoded, @Nullable DeliveryState state) {
        pumpUntil(() -> sender.getCredit() > 0);
        Delivery delivery = sender.delivery(new byte[] {(byte) sent++});
        if (state != null) {
            delivery.disposition(state);
        }
        sender.send(encoded, 0, encoded.length);
        sender.advance();
        return delivery;
    }

    /** Gives credit for one message and waits for it. */
    Received receive(Receiver receiver) {
        receiver.flow(1);
        pumpUntil(() -> receiver.current() != null && !receiver.current().isPartial());
        Delivery delivery = receiver.current();
        byte[] encoded = new byte[delivery.pending()];
        receiver.recv(encoded, 0, encoded.length);
        receiver.advance();
        return new Received(delivery, new Binary(encoded));
    }

    /** Lets the system keep little of what is not read. Else it may keep as much as comes. */
    void bufferLittle() throws IOException {
        socket.setReceiveBufferSize(65536);
    }

    /** Sends bytes that no engine would. */
    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** Why the broker has closed the connection. */
    ErrorCondition awaitClose() {
        pumpUntil(() -> connection.getRemoteState() == EndpointState.CLOSED);
        return connection.getRemoteCondition();
    }

    long framesReceived() {
        return transport.getFramesInput();
    }

    void pumpUntil(BooleanSupplier reached) {
        try {
            for (flush(); !reached.getAsBoolean(); flush()) {
                byte[] bytes = new byte[65536];
                int count = socket.getInputStream().read(bytes);
                if (count < 0) {
                    throw new AssertionError("The broker has closed the connection");
                }
                ByteBuffer input = ByteBuffer.wrap(bytes, 0, count);
                while (input.hasRemaining()) {
                    int length = Math.min(transport.capacity(), input.remaining());
                    transport.tail().put(input.slice(input.position(), length));
                    input.position(input.position() + length);
                    transport.process();
                }
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("The broker did not say what was waited for", failed);
        }
    }

    private void flush() throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            byte[] bytes = new byte[pending];
            transport.head().get(bytes);
            socket.getOutputStream().write(bytes);
            transport.pop(pending);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** One message and the delivery that it came with. */
    record Received(Delivery delivery, Binary content) {
        byte[] encoded() {
            return content.getArray();
        }
    }
}
