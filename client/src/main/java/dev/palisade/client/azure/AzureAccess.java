package dev.palisade.client.azure;

import com.azure.core.credential.TokenRequestContext;
import com.azure.identity.DefaultAzureCredentialBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.client.failure.CommandFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Requests to Azure Resource Manager in the name of whoever runs the command.
 *
 * @param base {@code https://management.azure.com}, or the local simulator's
 * @param pause between two looks at an operation that goes on
 */
public record AzureAccess(HttpClient http, String base, Supplier<String> token, Duration pause) {
    private static final String AZURE = "https://management.azure.com";
    static final String API_VERSION = "2024-04-01";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int LOOKS = 120;
    private static final int NOT_FOUND = 404;
    private static final Set<Integer> DONE = Set.of(200, 201, 204);
    private static final JsonMapper JSON = new JsonMapper();

    /** Public Azure, entered with the credential that the Azure SDK finds: that of {@code az login}, among others. */
    public static AzureAccess ofThePerson() {
        return new AzureAccess(client(), AZURE, AzureAccess::personsToken, Duration.ofSeconds(5));
    }

    /** The local stack's stand-in, which takes any token and is given none that means anything. */
    public static AzureAccess ofTheSimulator(String base) {
        return new AzureAccess(client(), base, () -> "simulator", Duration.ofMillis(200));
    }

    private static HttpClient client() {
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(10))
                .build();
    }

    private static String personsToken() {
        TokenRequestContext scope = new TokenRequestContext().addScopes(AZURE + "/.default");
        return Optional.ofNullable(new DefaultAzureCredentialBuilder().build().getTokenSync(scope))
                .orElseThrow(() -> CommandFailure.unavailable("No Azure credential was found. Sign in: az login."))
                .getToken();
    }

    /** @param doing what is asked for, for the failure: "reading endpoint churn" */
    public JsonNode get(String resource, String doing) throws InterruptedException {
        return body(refusing(send("GET", resource, null), doing));
    }

    /** Empty if Azure has no such resource. */
    public Optional<JsonNode> find(String resource, String apiVersion, String doing) throws InterruptedException {
        HttpResponse<String> answer = exchange("GET", address(resource, apiVersion), null);
        return answer.statusCode() == NOT_FOUND ? Optional.empty() : Optional.of(body(refusing(answer, doing)));
    }

    public JsonNode post(String resource, String action, @Nullable ObjectNode body, String doing)
            throws InterruptedException {
        return body(refusing(send("POST", resource + "/" + action, body), doing));
    }

    /** Asks for what takes a while, and waits for its end. */
    public void change(String method, String path, ObjectNode body, String resource, String doing)
            throws InterruptedException {
        HttpResponse<String> begun = refusing(send(method, path, body), doing);
        Optional<String> result = begun.headers().firstValue("Location");
        for (int look = 0; look < LOOKS; look++) {
            if (result.isPresent() ? isOver(result.get(), doing) : isAtRest(resource, doing)) {
                return;
            }
            Thread.sleep(pause.toMillis());
        }
        throw CommandFailure.unavailable("Azure has not come to an end with " + doing + " after "
                + pause.multipliedBy(LOOKS).toMinutes() + " minutes. Look again later.");
    }

    private boolean isOver(String result, String doing) throws InterruptedException {
        return DONE.contains(
                refusing(exchange("GET", URI.create(result), null), doing).statusCode());
    }

    private boolean isAtRest(String resource, String doing) throws InterruptedException {
        String state = get(resource, doing).at("/properties/provisioningState").asText();
        if (state.equals("Failed") || state.equals("Canceled")) {
            throw CommandFailure.unavailable("Azure failed at " + doing + ": " + resource + " is " + state + ".");
        }
        return state.equals("Succeeded");
    }

    private HttpResponse<String> send(String method, String path, @Nullable ObjectNode body)
            throws InterruptedException {
        return exchange(method, address(path, API_VERSION), body);
    }

    private URI address(String path, String apiVersion) {
        return URI.create(base + path + "?api-version=" + apiVersion);
    }

    /** The token goes to nobody but who it is for. */
    private HttpResponse<String> exchange(String method, URI address, @Nullable ObjectNode body)
            throws InterruptedException {
        if (!address.toString().startsWith(base + "/")) {
            throw CommandFailure.unavailable(
                    "Azure points to an address that is not its own: " + address.getHost() + ".");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LIMIT)
                .header("Authorization", "Bearer " + token.get())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw CommandFailure.unavailable(
                    "Azure at " + base + " does not answer. Is there a way to it?", unreachable);
        }
    }

    private static HttpResponse<String> refusing(HttpResponse<String> answer, String doing) {
        if (answer.statusCode() < 300) {
            return answer;
        }
        JsonNode error = body(answer).path("error");
        String said = error.path("code").asText("status " + answer.statusCode()) + ": "
                + error.path("message").asText("no message");
        throw CommandFailure.unavailable("Azure refused " + doing + ". It said " + said);
    }

    private static JsonNode body(HttpResponse<String> answer) {
        if (answer.body().isBlank()) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException unreadable) {
            throw CommandFailure.unavailable("Azure's answer cannot be read.", unreadable);
        }
    }
}
