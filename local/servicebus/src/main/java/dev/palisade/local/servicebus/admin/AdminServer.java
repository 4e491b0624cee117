package dev.palisade.local.servicebus.admin;

import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.http.HttpListener;
import dev.palisade.local.servicebus.rest.Sending;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Serves the administration API, sending and the broker's health on the loopback address. */
public final class AdminServer implements AutoCloseable {
    private final HttpListener http;

    /** The broker's one thread, which alone may touch the namespace. */
    public interface BrokerThread {
        /** Does some work; its result comes when it is committed, or fails if the broker has ended. */
        <T> CompletableFuture<T> perform(Supplier<T> work);
    }

    private AdminServer(HttpListener http) {
        this.http = http;
    }

    /**
     * Starts a server that answers when this returns.
     *
     * @param port 0 for any free one
     * @param maxMessageSize the largest message or batch taken, in bytes
     */
    public static AdminServer start(
            int port, Namespace namespace, BrokerThread broker, AccessKeys keys, int maxMessageSize)
            throws IOException {
        Front front = new Front(
                broker,
                new Administration(namespace, InstantSource.system()),
                new Sending(namespace, maxMessageSize),
                keys,
                InstantSource.system());
        return new AdminServer(HttpListener.start(port, Math.max(AdminRequest.LARGEST_BODY, maxMessageSize), front));
    }

    public int port() {
        return http.port();
    }

    @Override
    public void close() {
        http.close();
    }
}
