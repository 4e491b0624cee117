package dev.palisade.activities.arm;

import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.AzureException;
import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.palisade.planning.arm.ResourceId;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Azure Resource Manager, for every type of resource alike. Each call is at most one request and one answer, whatever its status; no answer
 * is {@link ArmUnreachable}, and a request that has to wait for a limit {@link ArmThrottled}, before it is sent or once it is refused.
 */
public final class ArmClient {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Context READ_WHOLE = new Context("azure-eagerly-read-response", true);

    private final HttpPipeline pipeline;
    private final RequestBudget budget;
    private final URI endpoint;
    private final Set<String> operationHosts;

    private ArmClient(AzureSettings settings, RequestBudget budget, HttpPipeline pipeline) {
        this.pipeline = pipeline;
        this.budget = budget;
        this.endpoint = settings.endpoint();
        this.operationHosts = settings.operationHosts();
    }

    /** With a budget of its own: all that one principal asks goes through one client. */
    public static ArmClient of(AzureSettings settings) {
        RequestBudget budget = RequestBudget.of(settings.time());
        return new ArmClient(settings, budget, ArmPipeline.of(settings, budget));
    }

    /** The same over another transport, with another credential than the settings name. */
    static ArmClient of(AzureSettings settings, HttpClient transport, TokenCredential credential) {
        RequestBudget budget = RequestBudget.of(settings.time());
        return new ArmClient(settings, budget, ArmPipeline.of(settings, budget, transport, credential));
    }

    /** What Azure still allows us, as far as its answers tell. */
    public RequestBudget budget() {
        return budget;
    }

    public ArmAnswer get(ResourceId resource) {
        return get(resource.toString());
    }

    /** @param path of a resource or a collection, beginning with a slash */
    public ArmAnswer get(String path) {
        return send(
                new HttpRequest(
                        HttpMethod.GET,
                        address(path, ApiVersions.of(path), Map.of()).toString()),
                "GET " + path);
    }

    public ArmAnswer send(ArmWrite write) {
        String version = ApiVersions.of(write.resource().toString());
        String path = write.resource() + (write.action().isEmpty() ? "" : "/" + write.action());
        HttpRequest request = new HttpRequest(
                write.method(), address(path, version, write.query()).toString());
        if (write.body() != null) {
            request.setBody(WebServiceForm.written(write.resource(), write.body())
                            .toString())
                    .setHeader(HttpHeaderName.CONTENT_TYPE, "application/json");
            // The JDK's client sends the length by itself, and warns at every request that it ignores this one.
            request.getHeaders().remove(HttpHeaderName.CONTENT_LENGTH);
        }
        if (write.guard() instanceof ArmWrite.Guard.Absent) {
            request.setHeader(HttpHeaderName.IF_NONE_MATCH, "*");
        } else if (write.guard() instanceof ArmWrite.Guard.Unchanged unchanged) {
            request.setHeader(HttpHeaderName.IF_MATCH, unchanged.etag());
        }
        return send(request, write.method() + " " + path).withholding(write.withheld());
    }

    /** Asks after an operation. @throws IllegalArgumentException if the host is neither ARM's nor an allowed one: it would get our token */
    public ArmAnswer follow(URI operation) {
        if (!mayFollow(operation)) {
            throw new IllegalArgumentException("Azure names an operation on the host " + operation.getHost()
                    + ", which is not trusted with our token.");
        }
        return send(new HttpRequest(HttpMethod.GET, operation.toString()), "GET of the operation");
    }

    public boolean mayFollow(URI operation) {
        boolean sameOrigin = endpoint.getScheme().equalsIgnoreCase(operation.getScheme())
                && endpoint.getHost().equalsIgnoreCase(operation.getHost())
                && endpoint.getPort() == operation.getPort();
        return sameOrigin
                || ("https".equalsIgnoreCase(operation.getScheme()) && operationHosts.contains(operation.getHost()));
    }

    /** A URL as it stands in a header or a body; Location may be relative. Empty if it is none: the JDK's complaint would quote all of it. */
    public Optional<URI> resolve(String url) {
        try {
            return Optional.of(endpoint.resolve(new URI(url)));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private URI address(String path, String version, Map<String, String> query) {
        Map<String, String> parameters = new TreeMap<>(query);
        parameters.put("api-version", version);
        String joined = parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + parameter.getValue())
                .collect(Collectors.joining("&"));
        try {
            URI encoded = new URI(null, null, path, joined, null);
            return URI.create(endpoint.toString().replaceAll("/+$", "") + encoded.toASCIIString());
        } catch (URISyntaxException malformed) {
            throw new IllegalArgumentException("'" + path + "' cannot be part of an address", malformed);
        }
    }

    /** Says what was asked without the URL, which may carry a signature. */
    private ArmAnswer send(HttpRequest request, String asked) {
        ArmAnswer answer = answer(request, asked);
        budget.learn(ArmCall.of(request), answer);
        return answer;
    }

    private ArmAnswer answer(HttpRequest request, String asked) {
        try (HttpResponse response = pipeline.sendSync(request, READ_WHOLE)) {
            return ArmAnswer.of(response, WebServiceForm.read(parse(response)));
        } catch (UncheckedIOException | AzureException noAnswer) {
            throw new ArmUnreachable("No answer to " + asked + ": " + reason(noAnswer), noAnswer);
        }
    }

    private static @Nullable JsonNode parse(HttpResponse response) {
        byte[] body = response.getBodyAsBinaryData().toBytes();
        try {
            JsonNode parsed = body.length == 0 ? null : JSON.readTree(new String(body, StandardCharsets.UTF_8));
            return parsed == null || parsed.isMissingNode() ? null : parsed;
        } catch (JsonProcessingException notJson) {
            return null;
        }
    }

    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }
}
