package dev.palisade.local.servicebus.admin;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palisade.local.servicebus.access.AccessDeniedException;
import dev.palisade.local.servicebus.access.AccessKeys;
import dev.palisade.local.servicebus.entity.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the administration API and the broker's health on the loopback address. */
public final class AdminServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServer.class);
    private static final String JSON = "application/json";
    private static final String HEALTHY = "{\"status\":\"healthy\",\"message\":\"Service is healthy.\"}";
    private static final String UNHEALTHY = "{\"status\":\"unhealthy\",\"message\":\"The broker has ended.\"}";
    /** Many times what a description needs. */
    private static final int LARGEST_BODY = 1 << 18;

    private static final int THREADS = 2;

    private final HttpServer server;
    private final ExecutorService threads;
    private final BrokerThread broker;
    private final Administration administration;
    private final AccessKeys keys;

    /** The broker's one thread, which alone may touch the namespace. */
    public interface BrokerThread {
        /** Does some work; its result comes when it is committed, or fails if the broker has ended. */
        <T> CompletableFuture<T> perform(Supplier<T> work);
    }

    private AdminServer(HttpServer server, BrokerThread broker, Administration administration, AccessKeys keys) {
        this.server = server;
        this.broker = broker;
        this.administration = administration;
        this.keys = keys;
        this.threads = Executors.newFixedThreadPool(THREADS, work -> {
            Thread thread = new Thread(work, "servicebus-admin");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a server that answers when this returns.
     *
     * @param port 0 for any free one
     */
    public static AdminServer start(int port, Namespace namespace, BrokerThread broker, AccessKeys keys)
            throws IOException {
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        HttpServer http = HttpServer.create(new InetSocketAddress(loopback, port), 0);
        AdminServer server = new AdminServer(http, broker, new Administration(namespace, InstantSource.system()), keys);
        http.setExecutor(server.threads);
        http.createContext("/health", exchange -> server.respond(exchange, server.health()));
        http.createContext("/", exchange -> server.respond(exchange, server.answer(exchange)));
        http.start();
        return server;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdown();
    }

    private AdminAnswer health() {
        try {
            broker.perform(() -> true).join();
            return new AdminAnswer(200, JSON, HEALTHY);
        } catch (CompletionException ended) {
            return new AdminAnswer(503, JSON, UNHEALTHY);
        }
    }

    private AdminAnswer answer(HttpExchange exchange) throws IOException {
        try {
            AdminRequest request = read(exchange);
            authorize(exchange, request);
            return broker.perform(() -> administration.handle(request)).join();
        } catch (AdminException refused) {
            return AdminAnswer.refused(refused);
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof AdminException refused) {
                return AdminAnswer.refused(refused);
            }
            LOG.error("Answering {} {} failed", exchange.getRequestMethod(), exchange.getRequestURI(), failed);
            return AdminAnswer.refused(AdminException.failed());
        }
    }

    private static AdminRequest read(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
        if (body.length > LARGEST_BODY) {
            throw AdminException.invalid(List.of("A body has up to " + LARGEST_BODY + " bytes; shorten it."));
        }
        URI uri = exchange.getRequestURI();
        String host = exchange.getRequestHeaders().getFirst("Host");
        boolean update = exchange.getRequestHeaders().containsKey("If-Match");
        String authority = Objects.requireNonNullElse(host, "localhost");
        return AdminRequest.of(
                exchange.getRequestMethod(), uri, update, authority, new String(body, StandardCharsets.UTF_8));
    }

    private void authorize(HttpExchange exchange, AdminRequest request) {
        if (!keys.isRequired()) {
            return;
        }
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        try {
            if (!keys.check(Objects.requireNonNullElse(token, ""))
                    .covers(request.pathText(), InstantSource.system().instant())) {
                throw AdminException.unauthorized("The token is for another entity; make one for this one.");
            }
        } catch (AccessDeniedException denied) {
            throw AdminException.unauthorized(String.valueOf(denied.getMessage()));
        }
    }

    private void respond(HttpExchange exchange, AdminAnswer answer) throws IOException {
        try (exchange) {
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            if (body.length > 0) {
                exchange.getResponseBody().write(body);
            }
        }
    }
}
