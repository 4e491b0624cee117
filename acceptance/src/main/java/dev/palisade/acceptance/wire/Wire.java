package dev.palisade.acceptance.wire;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Stands between clients and a broker on this machine, and passes on what they say, but for what it is told to lose. */
public final class Wire implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

    private final ServerSocket server;
    private final int broker;
    private final Set<WireConnection> connections = ConcurrentHashMap.newKeySet();
    private final List<Loss> losses = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> handedOver = new ConcurrentHashMap<>();
    private volatile boolean cut;

    private Wire(ServerSocket server, int broker) {
        this.server = server;
        this.broker = broker;
    }

    /**
     * Listens on a free port of the loopback address.
     *
     * @param broker the broker's own port there
     */
    public static Wire to(int broker) {
        try {
            Wire wire = new Wire(new ServerSocket(0, 0, InetAddress.getLoopbackAddress()), broker);
            daemon("wire-" + wire.server.getLocalPort(), wire::accept);
            return wire;
        } catch (IOException failed) {
            throw new UncheckedIOException("no wire to port " + broker, failed);
        }
    }

    /** The same connection string, leading here instead of to the broker itself. */
    public String leading(String connectionString) {
        return connectionString.replace(":" + broker + ";", ":" + server.getLocalPort() + ";");
    }

    /** From now on this is lost. */
    public Loss lose(Loss loss) {
        losses.add(loss);
        return loss;
    }

    /** Ends all connections at once, without a word to either side; until it is mended, none is made. */
    public void cut() {
        cut = true;
        connections.forEach(WireConnection::close);
    }

    /** From now on everything arrives. */
    public void mend() {
        cut = false;
        losses.clear();
    }

    /** How often clients were handed the message of this id. */
    public int deliveries(String messageId) {
        return handedOver.getOrDefault(messageId, 0);
    }

    boolean loses(Disposal said) {
        return losses.stream().anyMatch(loss -> loss.strikes(said));
    }

    void handedOver(String messageId) {
        handedOver.merge(messageId, 1, Integer::sum);
    }

    void ended(WireConnection connection) {
        connections.remove(connection);
    }

    static void daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                connect(server.accept());
            } catch (IOException refused) {
                // A broker that is away is the client's to notice, as is a wire that is closed.
                LOG.debug("no connection over the wire to port {}", broker, refused);
            }
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            WireConnection connection =
                    new WireConnection(this, client, new Socket(InetAddress.getLoopbackAddress(), broker));
            connections.add(connection);
            connection.start();
            if (cut) {
                connection.close();
            }
        } catch (IOException away) {
            client.close();
            throw away;
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        cut();
    }
}
