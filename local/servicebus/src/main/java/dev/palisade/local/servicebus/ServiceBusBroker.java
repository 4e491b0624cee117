package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.engine.BrokerLoop;
import dev.palisade.local.servicebus.entity.JournalException;
import dev.palisade.local.servicebus.entity.Namespace;
import dev.palisade.local.servicebus.store.SqliteStore;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker. What it has acknowledged survives the death of its process, if it was given a data directory.
 *
 * <p>It listens on the loopback address only, without TLS, and takes every security token.
 */
public final class ServiceBusBroker implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceBusBroker.class);

    private final int port;
    private final BrokerLoop loop;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ServiceBusBroker(int port, BrokerLoop loop) {
        this.port = port;
        this.loop = loop;
    }

    /** Starts a broker that is ready for clients when this returns. */
    public static ServiceBusBroker start(BrokerOptions options) {
        SqliteStore store = openStore(options.data());
        try {
            Namespace namespace = new Namespace(options.entities(), store, InstantSource.system());
            store.commit();
            ServerSocketChannel server = bind(options.port());
            BrokerLoop loop =
                    new BrokerLoop(server, namespace, store::commit, InstantSource.system(), options.maxMessageSize());
            ServiceBusBroker broker = new ServiceBusBroker(server.socket().getLocalPort(), loop);
            broker.serve(store);
            return broker;
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed instanceof BrokerStartException known
                    ? known
                    : new BrokerStartException("The broker could not start: " + failed.getMessage(), failed);
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** What an SDK's client builder takes. The key is a development key: the broker takes any. */
    public String connectionString() {
        return "Endpoint=sb://localhost:" + port
                + ";SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;"
                + "UseDevelopmentEmulator=true;";
    }

    /** Waits until the broker has ended; throws what ended it, if that was not {@link #close}. */
    public void awaitEnd() {
        try {
            ended.join();
        } catch (CompletionException failed) {
            throw new IllegalStateException(
                    "The broker has stopped, since it could keep no promise any more", failed.getCause());
        }
    }

    /** Ends the broker after what it is doing just now. What was acknowledged is on disk already. */
    @Override
    public void close() {
        loop.stop();
        awaitEnd();
    }

    /** As {@link #close}, but what may have ended the broker before is not this caller's to report. */
    void stop() {
        loop.stop();
        ended.handle((nothing, failure) -> null).join();
    }

    private void serve(SqliteStore store) {
        Thread thread = new Thread(
                () -> {
                    try (store) {
                        loop.run();
                        ended.complete(null);
                    } catch (RuntimeException | Error failed) {
                        LOG.error("The broker on port {} has stopped", port, failed);
                        ended.completeExceptionally(failed);
                    }
                },
                "servicebus-" + port);
        // Whoever embeds a broker and forgets it must still be able to end.
        thread.setDaemon(true);
        thread.start();
    }

    private static SqliteStore openStore(@Nullable Path data) {
        if (data == null) {
            return SqliteStore.inMemory();
        }
        try {
            return SqliteStore.open(Files.createDirectories(data));
        } catch (IOException refused) {
            throw new BrokerStartException(
                    "The data directory " + data + " could not be made; name one that you may write to with --data.",
                    refused);
        } catch (JournalException refused) {
            throw new BrokerStartException(String.valueOf(refused.getMessage()), refused);
        }
    }

    private static ServerSocketChannel bind(int port) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        try {
            return server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (BindException taken) {
            server.close();
            throw new BrokerStartException(
                    "Port " + port + " is in use; stop what listens there, or name another port with --port.", taken);
        }
    }
}
