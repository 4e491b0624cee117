package dev.palisade.local.servicebus.http;

import java.io.IOException;
import java.net.BindException;
import java.time.Duration;
import java.util.EnumSet;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients on the loopback address, and answers each request on a thread of its own. */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final String LOOPBACK = "127.0.0.1";
    private static final int MOST_THREADS = 64;
    private static final int FEWEST_THREADS = 4;
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(2);
    /** Clients write a second slash after the host, and a slash within a name as %2F. */
    private static final UriCompliance PATHS =
            UriCompliance.from(EnumSet.of(Violation.AMBIGUOUS_EMPTY_SEGMENT, Violation.AMBIGUOUS_PATH_SEPARATOR));

    /** What answers requests. Any thread. */
    public interface Handler {
        HttpAnswer answer(HttpRequest request);
    }

    private final Server server;
    private final ServerConnector connector;

    private HttpListener(Server server, ServerConnector connector) {
        this.server = server;
        this.connector = connector;
    }

    /**
     * Starts a listener that answers when this returns.
     *
     * @param port 0 for any free one
     * @param largestBody how many bytes of a body are kept; of a larger one, one more, by which it is known
     * @throws BindException if the port is taken
     */
    public static HttpListener start(int port, int largestBody, Handler handler) throws IOException {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, FEWEST_THREADS);
        threads.setName("servicebus-http");
        // Whoever embeds a broker and forgets it must still be able to end.
        threads.setDaemon(true);
        Server server = new Server(threads);
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        http.setUriCompliance(PATHS);
        ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
        connector.setHost(LOOPBACK);
        connector.setPort(port);
        connector.setIdleTimeout(LONGEST_SILENCE.toMillis());
        server.addConnector(connector);
        server.setHandler(new Exchange(handler, largestBody));
        started(server, connector);
        return new HttpListener(server, connector);
    }

    private static void started(Server server, ServerConnector connector) throws IOException {
        try {
            // Bound first: of a server that does not start, Jetty leaves its threads.
            connector.open();
            server.start();
        } catch (Exception failed) {
            connector.close();
            if (failed.getCause() instanceof BindException taken) {
                throw taken;
            }
            throw new IOException("HTTP cannot be served on port " + connector.getPort(), failed);
        }
    }

    public int port() {
        return connector.getLocalPort();
    }

    /** Ends at once; who waits for an answer gets none. */
    @Override
    public void close() {
        try {
            server.stop();
        } catch (Exception failed) {
            LOG.warn("HTTP on port {} did not end as it should", port(), failed);
        }
    }
}
