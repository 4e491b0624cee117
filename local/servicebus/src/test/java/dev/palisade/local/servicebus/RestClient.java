package dev.palisade.local.servicebus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/** A sender that has no SDK: plain HTTP, as Microsoft's REST reference describes it. */
final class RestClient {
    static final String BATCH = "application/vnd.microsoft.servicebus.json";

    private final HttpClient http = HttpClient.newHttpClient();
    private final int port;

    RestClient(int port) {
        this.port = port;
    }

    static RestClient of(ServiceBusBroker broker) {
        return new RestClient(broker.adminPort().orElseThrow());
    }

    /** @param headers names and values in turn */
    HttpResponse<String> send(String entity, String body, String... headers) {
        return request("POST", entity + "/messages?timeout=60&api-version=2015-01", body, headers);
    }

    HttpResponse<String> sendBatch(String entity, String body) {
        return send(entity, body, "Content-Type", BATCH);
    }

    HttpResponse<String> request(String method, String path, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException("The broker did not answer", failed);
        } catch (InterruptedException interrupted) {
            throw new AssertionError("Interrupted while waiting for the broker", interrupted);
        }
    }
}
