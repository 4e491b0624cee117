package dev.palisade.client.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The simulator over HTTP: ARM's GET as anybody may send it, and its own control endpoint for faults. */
public final class AzureSimulator {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();
    private final String base;

    /** @param base {@code http://127.0.0.1:8090} */
    public AzureSimulator(String base) {
        this.base = base;
    }

    /** What ARM's GET of this resource answers; empty for 404. */
    public Optional<JsonNode> get(ResourceKind kind, ResourceId resource) throws IOException, InterruptedException {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(URI.create(base + resource + "?api-version=" + apiVersion(kind)))
                        .header("Authorization", "Bearer simulator"));
        if (response.statusCode() == 404) {
            return Optional.empty();
        }
        return Optional.of(body(response, 200, "reading " + resource));
    }

    /** Everything that is there, by the simulator's own account. */
    public WorldSnapshot world() throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(base + "/simulator/resources")));
        List<JsonNode> resources = new ArrayList<>();
        body(response, 200, "listing all resources").path("value").forEach(resources::add);
        return new WorldSnapshot(resources);
    }

    /** Plants a fault that strikes once. Returns its id. */
    public String plant(ObjectNode fault) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(base + "/simulator/faults"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(fault))));
        return body(response, 201, "planting a fault").path("id").asText();
    }

    /** How often a planted fault has struck. */
    public int struck(String faultId) throws IOException, InterruptedException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(URI.create(base + "/simulator/faults")));
        for (JsonNode fault : body(response, 200, "asking after a fault").path("value")) {
            if (fault.path("id").asText().equals(faultId)) {
                return fault.path("fired").asInt();
            }
        }
        return 0;
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.timeout(LIMIT).build(), HttpResponse.BodyHandlers.ofString());
    }

    private JsonNode body(HttpResponse<String> response, int wanted, String doing) throws IOException {
        if (response.statusCode() != wanted) {
            throw CommandFailure.unavailable("The Azure simulator at " + base + " answered " + response.statusCode()
                    + " when " + doing + ": " + response.body());
        }
        return JSON.readTree(response.body());
    }

    /** Read with the version whose shapes the worker writes. */
    private static String apiVersion(ResourceKind kind) {
        return switch (kind) {
            case SUBNET, ROUTE_TABLE, NETWORK_SECURITY_GROUP -> "2025-03-01";
            case STORAGE_ACCOUNT -> "2025-06-01";
            case KEY_VAULT -> "2025-05-01";
            case AML_COMPUTE, ATTACHED_CLUSTER, ATTACHED_MACHINE, ONLINE_ENDPOINT, ONLINE_DEPLOYMENT -> "2024-04-01";
            case WEB_SERVICE -> "2021-04-01";
            case MANAGED_CLUSTER -> "2025-10-01";
            case CLUSTER_EXTENSION -> "2023-05-01";
        };
    }
}
