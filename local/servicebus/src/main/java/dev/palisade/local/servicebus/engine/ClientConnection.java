package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.amqp.transport.ErrorCondition;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.EndpointState;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.HandlerException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket and its AMQP state. Bytes go in by {@link #read} and leave by {@link #flush} alone. */
final class ClientConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final Symbol CONNECTION_FORCED = Symbol.valueOf("amqp:connection:forced");
    private static final int MAX_FRAME_SIZE = 65536;
    // The engine tells the peer half of it.
    private static final int IDLE_TIMEOUT_MILLISECONDS = 240_000;
    private static final int LINGER_MILLISECONDS = 5_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ConnectionEvents events;
    private final ClientTransport transport = new ClientTransport();
    private final Connection connection = Proton.connection();
    private final Collector collector = Proton.collector();
    // Why the broker ends the connection, as long as it has not said so.
    private @Nullable ErrorCondition farewell;
    private boolean inputEnded;
    private boolean lingering;
    private long lingerEnd;

    ClientConnection(SocketChannel channel, SelectionKey key, ConnectionEvents events) {
        this.channel = channel;
        this.key = key;
        this.events = events;
        transport.setMaxFrameSize(MAX_FRAME_SIZE);
        transport.setIdleTimeout(IDLE_TIMEOUT_MILLISECONDS);
        // Last, since the engine takes no sizes once SASL is set up.
        AcceptAnyone.on(transport);
        transport.setEmitFlowEventOnSend(false);
        connection.collect(collector);
        transport.bind(connection);
    }

    /** Takes what the socket has, up to one buffer, and acts on it. */
    void read(ByteBuffer buffer) {
        buffer.clear();
        int count;
        try {
            count = channel.read(buffer);
        } catch (IOException lost) {
            LOG.debug("Connection lost while reading: {}", lost.toString());
            drop();
            return;
        }
        if (count < 0) {
            endInput();
        } else if (farewell == null) {
            buffer.flip();
            refusing(() -> feed(buffer));
        }
        handleEvents();
    }

    private void feed(ByteBuffer buffer) {
        // Capacity ends when one side has said close; what comes after that means nothing.
        for (int room = transport.capacity(); room > 0 && buffer.hasRemaining(); room = transport.capacity()) {
            int length = Math.min(room, buffer.remaining());
            transport.tail().put(buffer.slice(buffer.position(), length));
            buffer.position(buffer.position() + length);
            transport.process();
        }
    }

    private void endFeed() {
        if (transport.capacity() >= 0) {
            transport.close_tail();
        }
    }

    private void refusing(Runnable input) {
        try {
            input.run();
        } catch (RuntimeException refused) {
            // The engine meets what it cannot take with whatever it ran into; only this client is the worse for it.
            LOG.warn("A client sent what the AMQP engine does not take; its connection is closed", refused);
            end(AmqpError.ILLEGAL_STATE, "The broker cannot take what this connection sent: " + refused.getMessage());
        }
    }

    /** Closes the connection with a reason, once the client has the answers to what it did before. */
    private void end(Symbol condition, String description) {
        farewell = AmqpErrors.error(condition, description);
        if (connection.getLocalState() == EndpointState.UNINITIALIZED) {
            connection.open();
        }
    }

    private void endInput() {
        inputEnded = true;
        if (key.isValid()) {
            key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
        }
        if (lingering) {
            drop();
        } else if (farewell == null) {
            // Else the engine still holds what came after the bytes it did not take.
            refusing(this::endFeed);
        }
    }

    private void handleEvents() {
        for (Event event = collector.peek(); event != null; event = collector.peek()) {
            handle(event);
            collector.pop();
        }
    }

    private void handle(Event event) {
        try {
            event.dispatch(events);
        } catch (HandlerException failed) {
            if (failed.getCause() instanceof JournalException lost) {
                throw lost;
            }
            LOG.error("Handling {} of a client failed; its connection is closed", event.getType(), failed);
            end(AmqpError.INTERNAL_ERROR, "The broker met an error of its own while it handled " + event.getType());
        }
    }

    /** Sends empty frames in time and notices a silent peer; tells when to call again, 0 for never. */
    long tick(long nowMilliseconds) {
        if (lingering || farewell != null || transport.capacity() < 0) {
            return linger(nowMilliseconds);
        }
        long next = transport.tick(nowMilliseconds);
        handleEvents();
        events.closeUnauthorized();
        return next;
    }

    /** Gives the client a moment for the last words, and drops it then. */
    private long linger(long nowMilliseconds) {
        lingerEnd = lingerEnd == 0 ? nowMilliseconds + LINGER_MILLISECONDS : lingerEnd;
        if (nowMilliseconds >= lingerEnd) {
            drop();
            return 0;
        }
        return lingerEnd;
    }

    /** Writes what the engine has for the client, as far as the socket takes it. */
    void flush() {
        if (lingering) {
            return;
        }
        try {
            boolean everything = write();
            if (everything && farewell != null) {
                transport.closeBecause(farewell);
                everything = write();
            }
            if (everything && (transport.hasSaidClose() || transport.pending() < 0)) {
                finish();
            }
        } catch (IOException lost) {
            LOG.debug("Connection lost while writing: {}", lost.toString());
            drop();
        }
    }

    /** False if the socket takes no more for now. */
    private boolean write() throws IOException {
        for (int pending = transport.pending(); pending > 0; pending = transport.pending()) {
            int written = channel.write(transport.head());
            if (written == 0) {
                key.interestOps(key.interestOps() | SelectionKey.OP_WRITE);
                return false;
            }
            transport.pop(written);
        }
        if (key.isValid()) {
            key.interestOps(key.interestOps() & ~SelectionKey.OP_WRITE);
        }
        return true;
    }

    /** All is said. A client that has not said close may be sending still, and a socket closed on that resets. */
    private void finish() throws IOException {
        if (inputEnded || connection.getRemoteState() == EndpointState.CLOSED) {
            drop();
        } else {
            events.connectionLost();
            channel.shutdownOutput();
            lingering = true;
        }
    }

    /** Says goodbye in AMQP, so that the client reconnects rather than wonders. */
    void closeForced() {
        end(CONNECTION_FORCED, "The broker is stopping");
        flush();
        drop();
    }

    /** Says that nothing of this turn was kept, and none of the answers to it. */
    void closeUncommitted() {
        transport.closeBecause(AmqpErrors.error(
                AmqpError.INTERNAL_ERROR,
                "The broker's store failed and the broker ends; what it has not acknowledged may be lost"));
        flush();
        drop();
    }

    void drop() {
        events.connectionLost();
        key.cancel();
        try {
            channel.close();
        } catch (IOException alreadyGone) {
            LOG.debug("Closing a lost connection: {}", alreadyGone.toString());
        }
    }

    boolean isOpen() {
        return channel.isOpen();
    }
}
