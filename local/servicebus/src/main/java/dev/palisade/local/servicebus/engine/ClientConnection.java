package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.entity.JournalException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.apache.qpid.proton.Proton;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.transport.AmqpError;
import org.apache.qpid.proton.engine.Collector;
import org.apache.qpid.proton.engine.Connection;
import org.apache.qpid.proton.engine.Event;
import org.apache.qpid.proton.engine.HandlerException;
import org.apache.qpid.proton.engine.Transport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client's socket and its AMQP state. Bytes go in by {@link #read} and leave by {@link #flush} alone. */
final class ClientConnection {
    private static final Logger LOG = LoggerFactory.getLogger(ClientConnection.class);
    private static final Symbol CONNECTION_FORCED = Symbol.valueOf("amqp:connection:forced");
    private static final int MAX_FRAME_SIZE = 65536;
    // The engine tells the peer half of it.
    private static final int IDLE_TIMEOUT_MILLISECONDS = 240_000;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final ConnectionEvents events;
    private final Transport transport = Proton.transport();
    private final Connection connection = Proton.connection();
    private final Collector collector = Proton.collector();

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
        } else {
            feed(buffer.flip());
        }
        handleEvents();
    }

    private void feed(ByteBuffer buffer) {
        try {
            // Capacity ends when the client has said close; what comes after that means nothing.
            for (int room = transport.capacity(); room > 0 && buffer.hasRemaining(); room = transport.capacity()) {
                int length = Math.min(room, buffer.remaining());
                transport.tail().put(buffer.slice(buffer.position(), length));
                buffer.position(buffer.position() + length);
                transport.process();
            }
        } catch (RuntimeException notAmqp) {
            // The engine meets broken frames with whatever its decoder ran into; only this client is the worse for it.
            LOG.warn("A client sent what is not AMQP; its connection is dropped", notAmqp);
            drop();
        }
        if (transport.capacity() < 0) {
            stopReading();
        }
    }

    private void endInput() {
        stopReading();
        if (transport.capacity() >= 0) {
            transport.close_tail();
        }
    }

    private void stopReading() {
        if (key.isValid()) {
            key.interestOps(key.interestOps() & ~SelectionKey.OP_READ);
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
            closeForError();
        }
    }

    /** Sends empty frames in time and notices a silent peer; tells when to call again, 0 for never. */
    long tick(long nowMilliseconds) {
        long next = transport.tick(nowMilliseconds);
        handleEvents();
        events.closeUnauthorized();
        return next;
    }

    /** Writes what the engine has for the client, as far as the socket takes it. */
    void flush() {
        try {
            int pending = transport.pending();
            while (pending > 0) {
                int written = channel.write(transport.head());
                if (written == 0) {
                    key.interestOps(key.interestOps() | SelectionKey.OP_WRITE);
                    return;
                }
                transport.pop(written);
                pending = transport.pending();
            }
            if (pending < 0) {
                drop();
            } else if (key.isValid()) {
                key.interestOps(key.interestOps() & ~SelectionKey.OP_WRITE);
            }
        } catch (IOException lost) {
            LOG.debug("Connection lost while writing: {}", lost.toString());
            drop();
        }
    }

    /** Says goodbye in AMQP, so that the client reconnects rather than wonders. */
    void closeForced() {
        connection.setCondition(AmqpErrors.error(CONNECTION_FORCED, "The broker is stopping"));
        connection.close();
        flush();
        drop();
    }

    private void closeForError() {
        connection.setCondition(AmqpErrors.error(AmqpError.INTERNAL_ERROR, "The broker met an error of its own"));
        connection.close();
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
