package dev.palisade.local.servicebus.engine;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.access.Grants;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.Namespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The broker's one thread. Each turn reads all sockets, applies what came, hands out messages, commits, and only then
 * writes to the sockets: one disk sync serves everybody of the turn, and nothing is acknowledged that could be lost.
 */
public final class BrokerLoop implements Runnable {
    private static final int READ_BUFFER = 1 << 18;
    private static final long LONGEST_WAIT_MILLISECONDS = 1000;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final Namespace namespace;
    private final Runnable commit;
    private final InstantSource clock;
    private final AccessKeys keys;
    private final LinkAnswer answer;
    private final ReceiverAttacher receivers;
    private final Dispatcher dispatcher = new Dispatcher();
    private final WaitingReceivers waitingReceivers;
    private final ByteBuffer readBuffer = ByteBuffer.allocateDirect(READ_BUFFER);
    private final List<ClientConnection> connections = new ArrayList<>();
    private final SubmittedWork submitted = new SubmittedWork();
    private volatile boolean stopping;

    /**
     * A loop over a bound server socket, which it closes when it ends.
     *
     * @param keys what clients' tokens must be signed with
     * @param commit makes all changes of the namespace since the last call durable, or throws
     */
    public BrokerLoop(
            ServerSocketChannel server,
            Namespace namespace,
            Runnable commit,
            InstantSource clock,
            int maxMessageSize,
            AccessKeys keys)
            throws IOException {
        this.server = server;
        this.namespace = namespace;
        this.commit = commit;
        this.clock = clock;
        this.keys = keys;
        this.answer = new LinkAnswer(maxMessageSize);
        this.waitingReceivers = new WaitingReceivers(clock);
        this.receivers = new ReceiverAttacher(dispatcher, waitingReceivers, answer);
        this.selector = Selector.open();
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves until {@link #stop}; ends with an exception if the store fails, since then no promise can be kept. */
    @Override
    public void run() {
        try (selector;
                server) {
            serveUntilStopped();
        } catch (IOException failed) {
            throw new UncheckedIOException("Waiting for clients failed", failed);
        } finally {
            submitted.close();
        }
    }

    /** Goodbyes are said here, since they need the selector open. */
    private void serveUntilStopped() throws IOException {
        try {
            while (!stopping) {
                turn();
            }
            connections.forEach(ClientConnection::closeForced);
        } catch (JournalException lost) {
            connections.forEach(ClientConnection::closeUncommitted);
            throw lost;
        } finally {
            connections.forEach(ClientConnection::drop);
        }
    }

    /**
     * Has the broker's one thread do something with the namespace. The result is there when the changes are committed;
     * it fails with what the work threw, or if the broker has ended. Any thread.
     */
    public <T> CompletableFuture<T> perform(Supplier<T> work) {
        CompletableFuture<T> result = submitted.submit(work);
        selector.wakeup();
        return result;
    }

    /** Ends the loop after its current turn. Any thread. */
    public void stop() {
        stopping = true;
        selector.wakeup();
    }

    private void turn() throws IOException {
        long next = tickConnections();
        selector.select(this::serve, waitMilliseconds(next));
        submitted.perform();
        namespace.expireDue();
        waitingReceivers.serve();
        dispatcher.dispatch();
        commit.run();
        submitted.committed();
        connections.forEach(ClientConnection::flush);
        connections.removeIf(connection -> !connection.isOpen());
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof ClientConnection connection) {
            if (key.isReadable()) {
                connection.read(readBuffer);
            }
        } else {
            accept();
        }
    }

    private void accept() {
        try {
            for (SocketChannel channel = server.accept(); channel != null; channel = server.accept()) {
                channel.configureBlocking(false);
                channel.socket().setTcpNoDelay(true);
                SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
                LinkAttacher attacher = new LinkAttacher(namespace, receivers, answer, new Grants(keys, clock));
                ClientConnection connection = new ClientConnection(channel, key, new ConnectionEvents(attacher));
                key.attach(connection);
                connections.add(connection);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException("Accepting a client failed", failed);
        }
    }

    private long tickConnections() {
        long now = TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
        long wait = LONGEST_WAIT_MILLISECONDS;
        for (ClientConnection connection : connections) {
            long next = connection.tick(now);
            wait = next == 0 ? wait : Math.min(wait, next - now);
        }
        return wait;
    }

    /** At least 1, since the selector takes 0 for ever. */
    private long waitMilliseconds(long atMost) {
        long untilDeadline = Stream.of(namespace.nextDeadline(), waitingReceivers.nextDeadline())
                .flatMap(Optional::stream)
                .min(Instant::compareTo)
                .map(deadline -> Duration.between(clock.instant(), deadline).toMillis() + 1)
                .orElse(atMost);
        return dispatcher.hasWork() ? 1 : Math.max(1, Math.min(atMost, untilDeadline));
    }
}
