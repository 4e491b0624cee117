package dev.palisade.local.servicebus;

import dev.palisade.local.servicebus.admin.AdminServer;
import dev.palisade.local.servicebus.engine.BrokerLoop;
import dev.palisade.local.servicebus.entity.EntityDescription;
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
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running broker. What it has acknowledged survives the death of its process, if it was given a data directory.
 *
 * <p>It listens on the loopback address only, without TLS. Without keys it takes every security token.
 */
public final class ServiceBusBroker implements AutoCloseable {
    /** Stands for the key in {@link #connectionString}, since a key is for its holder's eyes only. */
    public static final String KEY_PLACEHOLDER = "SAS_KEY_VALUE";

    private static final Logger LOG = LoggerFactory.getLogger(ServiceBusBroker.class);
    private static final String ANY_KEY_NAME = "RootManageSharedAccessKey";

    private final int port;
    private final String keyName;
    private final List<EntityDescription> entities;
    private final BrokerLoop loop;
    private final @Nullable AdminServer admin;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private ServiceBusBroker(
            int port, String keyName, List<EntityDescription> entities, BrokerLoop loop, @Nullable AdminServer admin) {
        this.port = port;
        this.keyName = keyName;
        this.entities = entities;
        this.loop = loop;
        this.admin = admin;
    }

    /** Starts a broker that is ready for clients when this returns. */
    public static ServiceBusBroker start(BrokerOptions options) {
        SqliteStore store = openStore(options.data());
        try {
            Namespace namespace = new Namespace(options.entities(), store, InstantSource.system());
            store.commit();
            ServiceBusBroker broker = start(options, namespace, store, bind(options.port()));
            broker.serve(store);
            return broker;
        } catch (IOException | RuntimeException failed) {
            store.close();
            throw failed instanceof BrokerStartException known
                    ? known
                    : new BrokerStartException("The broker could not start: " + failed.getMessage(), failed);
        }
    }

    private static ServiceBusBroker start(
            BrokerOptions options, Namespace namespace, SqliteStore store, ServerSocketChannel server)
            throws IOException {
        try {
            BrokerLoop loop = new BrokerLoop(
                    server, namespace, store::commit, InstantSource.system(), options.maxMessageSize(), options.keys());
            AdminServer admin =
                    options.adminPort() == null ? null : startAdmin(options.adminPort(), namespace, loop, options);
            String keyName =
                    options.keys().names().stream().sorted().findFirst().orElse(ANY_KEY_NAME);
            return new ServiceBusBroker(server.socket().getLocalPort(), keyName, namespace.descriptions(), loop, admin);
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static AdminServer startAdmin(int port, Namespace namespace, BrokerLoop loop, BrokerOptions options)
            throws IOException {
        try {
            return AdminServer.start(port, namespace, loop::perform, options.keys(), options.maxMessageSize());
        } catch (BindException taken) {
            throw portInUse(port, "--admin-port", taken);
        }
    }

    /** The port that clients connect to. */
    public int port() {
        return port;
    }

    /** The port of the administration API and of sending over HTTP; empty if it was not asked for. */
    public OptionalInt adminPort() {
        return admin == null ? OptionalInt.empty() : OptionalInt.of(admin.port());
    }

    /**
     * What an SDK's client builder takes. Where keys are required, its holder puts the key in the place of {@link
     * #KEY_PLACEHOLDER}; else that is as good as any.
     */
    public String connectionString() {
        return "Endpoint=sb://localhost:" + port + ";SharedAccessKeyName=" + keyName + ";SharedAccessKey="
                + KEY_PLACEHOLDER + ";UseDevelopmentEmulator=true;";
    }

    /** All queues and topics as the broker found them when it started. */
    public List<EntityDescription> entities() {
        return entities;
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
        Thread thread = new Thread(() -> run(store), "servicebus-" + port);
        // Whoever embeds a broker and forgets it must still be able to end.
        thread.setDaemon(true);
        thread.start();
    }

    private void run(SqliteStore store) {
        try (store;
                admin) {
            loop.run();
        } catch (RuntimeException | Error failed) {
            LOG.error("The broker on port {} has stopped", port, failed);
            ended.completeExceptionally(failed);
        }
        ended.complete(null);
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
            throw portInUse(port, "--port", taken);
        }
    }

    private static BrokerStartException portInUse(int port, String option, BindException taken) {
        return new BrokerStartException(
                "Port " + port + " is in use; stop what listens there, or name another port with " + option + ".",
                taken);
    }
}
