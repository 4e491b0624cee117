package dev.palisade.worker.health;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HealthServerTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");
    private final Health health = new Health(Clock.fixed(NOW, ZoneOffset.UTC));
    private final Part temporal = health.part("temporal");
    private final Part queue = health.part("queue q");
    private final Metrics metrics = new Metrics();
    private HealthServer server;

    @BeforeEach
    void start() throws IOException {
        server = new HealthServer(loopback(0), health, metrics.registry());
    }

    @AfterEach
    void stop() {
        server.close();
        metrics.close();
    }

    @Test
    void aWorkerIsReadyOnceEveryPartIsUp() throws Exception {
        temporal.up("namespace p");
        assertThat(get("/ready").statusCode()).isEqualTo(503);
        queue.up("listening");

        HttpResponse<String> ready = get("/ready");
        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(json(ready).path("status").asText()).isEqualTo("up");
    }

    @Test
    void aDegradedPartIsNamedWithItsReasonAndTheProcessIsStillHealthy() throws Exception {
        temporal.degraded("Temporal at x:7233 does not answer");
        queue.up("listening");

        HttpResponse<String> answer = get("/health");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("status").asText()).isEqualTo("degraded");
        JsonNode part = json(answer).path("parts").path(0);
        assertThat(part.path("name").asText()).isEqualTo("temporal");
        assertThat(part.path("reason").asText()).isEqualTo("Temporal at x:7233 does not answer");
        assertThat(part.path("since").asText()).isEqualTo(NOW.toString());
        assertThat(get("/ready").statusCode()).isEqualTo(503);
    }

    @Test
    void metricsTellOfTheJavaMachineAndOfTheWorker() throws Exception {
        metrics.registry()
                .counter("palisade.intake.messages", "outcome", "accepted")
                .increment();

        assertThat(get("/metrics").body())
                .contains("palisade_intake_messages_total{outcome=\"accepted\"} 1.0")
                .contains("jvm_threads_live_threads");
    }

    @Test
    void aTakenPortIsSaidInOneSentence() {
        assertThatThrownBy(() -> new HealthServer(loopback(server.port()), health, metrics.registry()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("port " + server.port())
                .hasMessageContaining("http.port");
    }

    private HttpResponse<String> get(String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> response) throws IOException {
        return new JsonMapper().readTree(response.body());
    }

    private static InetSocketAddress loopback(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }
}
