package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of one resource, ready to be sent.
 *
 * @param action what is asked of the resource, the last segment of a POST's path; empty for the resource itself
 * @param query parameters besides {@code api-version}
 * @param guard the condition under which Azure may take it
 * @param withheld secrets in the body, that a refusal must not repeat to anybody
 */
public record ArmWrite(
        HttpMethod method,
        ResourceId resource,
        String action,
        @Nullable JsonNode body,
        Map<String, String> query,
        Guard guard,
        List<String> withheld) {
    public ArmWrite {
        query = Map.copyOf(query);
        withheld = List.copyOf(withheld);
    }

    /** The same write, with a secret in its body. */
    public ArmWrite withholding(String secret) {
        return new ArmWrite(method, resource, action, body, query, guard, List.of(secret));
    }

    /** Without the body, which may hold a secret. */
    @Override
    public String toString() {
        return method + " " + resource + (action.isEmpty() ? "" : "/" + action);
    }

    public static ArmWrite put(ResourceId resource, JsonNode body, Guard guard) {
        return new ArmWrite(HttpMethod.PUT, resource, "", body, Map.of(), guard, List.of());
    }

    public static ArmWrite patch(ResourceId resource, JsonNode body, Guard guard) {
        return new ArmWrite(HttpMethod.PATCH, resource, "", body, Map.of(), guard, List.of());
    }

    public static ArmWrite delete(ResourceId resource, Map<String, String> query, Guard guard) {
        return new ArmWrite(HttpMethod.DELETE, resource, "", null, query, guard, List.of());
    }

    public static ArmWrite post(ResourceId resource, String action) {
        return new ArmWrite(HttpMethod.POST, resource, action, null, Map.of(), Guard.NONE, List.of());
    }

    /** A conditional request, RFC 9110 section 13. */
    public sealed interface Guard {
        record None() implements Guard {}

        /** {@code If-None-Match: *}: only if there is nothing yet. */
        record Absent() implements Guard {}

        /** {@code If-Match}: only if it still is what was read. */
        record Unchanged(String etag) implements Guard {}

        Guard NONE = new None();
        Guard ABSENT = new Absent();

        /** Unchanged since this body was read, where the service gives etags in bodies; else no condition. */
        static Guard unchanged(JsonNode read) {
            String etag = read.path("etag").asText(read.path("eTag").asText(""));
            return etag.isEmpty() ? NONE : new Unchanged(etag);
        }
    }
}
