package dev.palisade.local.servicebus.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for clients on the loopback address, and answers each on a thread of its own. */
public final class HttpListener implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpListener.class);
    private static final int MOST_CLIENTS = 256;
    private static final int LONGEST_QUEUE = 128;
    private static final long IDLE_SECONDS = 10;

    /** What answers requests. Any thread. */
    public interface Handler {
        HttpAnswer answer(HttpRequest request);
    }

    private final ServerSocket server;
    private final Handler handler;
    private final int largestBody;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads;

    private HttpListener(ServerSocket server, int largestBody, Handler handler) {
        this.server = server;
        this.largestBody = largestBody;
        this.handler = handler;
        this.threads = new ThreadPoolExecutor(
                1, MOST_CLIENTS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "servicebus-http-" + server.getLocalPort());
                    // Whoever embeds a broker and forgets it must still be able to end.
                    thread.setDaemon(true);
                    return thread;
                });
    }

    /**
     * Starts a listener that answers when this returns.
     *
     * @param port 0 for any free one
     * @param largestBody how many bytes of a body are kept; of a larger one, one more, by which it is known
     */
    public static HttpListener start(int port, int largestBody, Handler handler) throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpListener listener = new HttpListener(new ServerSocket(port, LONGEST_QUEUE, loopback), largestBody, handler);
        listener.threads.execute(listener::accept);
        return listener;
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Ends at once; who waits for an answer gets none. */
    @Override
    public void close() {
        close(server);
        clients.forEach(HttpListener::close);
        threads.shutdown();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                serve(server.accept());
            } catch (IOException failed) {
                if (!server.isClosed()) {
                    LOG.error("HTTP is served no longer on port {}", port(), failed);
                    close(server);
                }
            }
        }
    }

    private void serve(Socket client) {
        clients.add(client);
        try {
            threads.execute(() -> {
                new HttpConnection(client, handler, largestBody).run();
                clients.remove(client);
            });
        } catch (RejectedExecutionException tooMany) {
            LOG.warn("A client of HTTP was turned away, since {} are served already", clients.size());
            clients.remove(client);
            close(client);
        }
        if (server.isClosed()) {
            close(client);
        }
    }

    private static void close(AutoCloseable socket) {
        try {
            socket.close();
        } catch (Exception failed) {
            LOG.debug("A socket could not be closed", failed);
        }
    }
}
