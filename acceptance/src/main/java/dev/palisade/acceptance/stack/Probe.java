package dev.palisade.acceptance.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/** The HTTP side of a program of ours: whether it is ready, and what it says of itself. */
final class Probe {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final int port;

    Probe(int port) {
        this.port = port;
    }

    /** On a port that nobody listens on just now. */
    static Probe onFreePort() {
        return new Probe(FreePort.next());
    }

    int port() {
        return port;
    }

    /** Returns when the program answers 200 there. @throws IllegalStateException with the end of its log, if it does not in a minute */
    void await(String path, JvmProcess program) {
        Instant giveUp = Instant.now().plus(PATIENCE);
        while (get(path).isEmpty()) {
            if (Instant.now().isAfter(giveUp) || !program.isAlive()) {
                throw new IllegalStateException("it did not become ready:\n" + program.tail());
            }
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }
    }

    /** Empty unless the answer is 200. */
    Optional<String> get(String path) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .timeout(Duration.ofSeconds(5))
                    .build();
            var response = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(response.body()) : Optional.empty();
        } catch (IOException notListeningYet) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
