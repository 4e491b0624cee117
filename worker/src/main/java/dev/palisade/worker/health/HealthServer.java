package dev.palisade.worker.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.palisade.worker.health.Health.Whole;
import dev.palisade.worker.health.Part.Status;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * {@code /health}: 200 while the process answers at all, with each part and its reason; {@code /ready}: 503 unless every part is up;
 * {@code /metrics}: Prometheus. A restart does not mend an absent Temporal, so only {@code /ready} minds it.
 */
public final class HealthServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private final HttpServer server;
    private final Health health;
    private final PrometheusMeterRegistry meters;

    /**
     * @param address with port 0 for any free one
     * @throws IOException in one sentence, if the port is taken
     */
    public HealthServer(InetSocketAddress address, Health health, PrometheusMeterRegistry meters) throws IOException {
        this.server = bind(address);
        this.health = health;
        this.meters = meters;
        server.createContext("/health", exchange -> answer(exchange, 200, json(health.whole())));
        server.createContext("/ready", this::ready);
        server.createContext("/metrics", this::metrics);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private static HttpServer bind(InetSocketAddress address) throws IOException {
        try {
            return HttpServer.create(address, 0);
        } catch (BindException taken) {
            throw new IOException(
                    "port " + address.getPort() + " at " + address.getHostString()
                            + " cannot be listened to; stop what uses it, or choose another http.port",
                    taken);
        }
    }

    private void ready(HttpExchange exchange) throws IOException {
        Whole whole = health.whole();
        answer(exchange, whole.status() == Status.UP ? 200 : 503, json(whole));
    }

    private void metrics(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
        answer(exchange, 200, meters.scrape());
    }

    private static String json(Whole whole) throws JsonProcessingException {
        return JSON.writeValueAsString(whole) + "\n";
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().putIfAbsent("Content-Type", List.of("application/json"));
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
