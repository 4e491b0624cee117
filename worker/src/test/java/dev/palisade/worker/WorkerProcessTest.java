package dev.palisade.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.palisade.worker.configuration.ConfigurationReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WorkerProcessTest {
    @TempDir
    Path directory;

    @Test
    void withoutTemporalTheWorkerKeepsTryingSaysSoAndStopsWhenAsked() throws Exception {
        ExecutorService aside = Executors.newSingleThreadExecutor();
        Future<Void> running;
        try (WorkerProcess process = process("127.0.0.1:" + unusedPort())) {
            running = aside.submit(() -> {
                process.run();
                return null;
            });
            while (!health(process).contains("does not answer")) {
                LockSupport.parkNanos(50_000_000);
            }
            assertThat(health(process)).contains("\"name\":\"temporal\",\"status\":\"degraded\"");
            assertThat(running.isDone()).isFalse();
        }
        running.get();
        aside.shutdown();
    }

    private WorkerProcess process(String temporal) throws Exception {
        Path file = Files.writeString(directory.resolve("worker.yaml"), """
                temporal: { address: "%s" }
                http: { port: 0 }
                serviceBus:
                  namespace: nowhere.example
                  teams: [ { name: science, queue: q, scopes: [/subscriptions/s] } ]
                """.formatted(temporal));
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        return new WorkerProcess(new ConfigurationReader(Map.of("PALISADE_SEALING_KEY", key), "test").read(file));
    }

    private static String health(WorkerProcess process) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + process.healthPort() + "/health");
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                .body();
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
