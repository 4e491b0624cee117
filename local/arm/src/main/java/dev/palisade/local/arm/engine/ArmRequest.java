package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it arrived.
 *
 * @param base scheme and authority by which the client reached us, used in every URL that it is given
 * @param query parameters by lower-cased name
 * @param headers by lower-cased name
 * @param principal who asks; null without a bearer token
 * @param body null without one, or when {@code malformed}
 * @param malformed whether there was a body that is not JSON
 * @param bodyHash SHA-256 in hex; empty without a body
 */
public record ArmRequest(
        String base,
        String method,
        String path,
        Map<String, String> query,
        Map<String, String> headers,
        @Nullable String principal,
        @Nullable JsonNode body,
        boolean malformed,
        String bodyHash,
        String requestId) {

    public @Nullable String header(String name) {
        return headers.get(name.toLowerCase(Locale.ROOT));
    }

    /** The PUT of another resource that this request comes to; its conditions were about what was asked for. */
    ArmRequest asPut(JsonNode other) {
        Map<String, String> unconditional = new LinkedHashMap<>(headers);
        unconditional.remove("if-match");
        unconditional.remove("if-none-match");
        return new ArmRequest(
                base, "PUT", path, query, unconditional, principal, other, malformed, bodyHash, requestId);
    }

    String apiVersion() {
        return query.getOrDefault("api-version", "");
    }

    public String correlationRequestId() {
        String given = header("x-ms-correlation-request-id");
        return given == null ? requestId : given;
    }
}
