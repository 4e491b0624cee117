package dev.palisade.activities.arm;

import com.azure.core.http.HttpMethod;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One change of one resource, ready to be sent.
 *
 * @param action what is asked of the resource, the last segment of a POST's path; empty for the resource itself
 * @param query parameters besides {@code api-version}
 * @param guard the condition under which Azure may take it
 */
public record ArmWrite(
        HttpMethod method,
        ResourceId resource,
        String action,
        @Nullable JsonNode body,
        Map<String, String> query,
        Guard guard) {
    public ArmWrite {
        query = Map.copyOf(query);
    }

    public static ArmWrite put(ResourceId resource, JsonNode body, Guard guard) {
        return new ArmWrite(HttpMethod.PUT, resource, "", body, Map.of(), guard);
    }

    public static ArmWrite patch(ResourceId resource, JsonNode body, Guard guard) {
        return new ArmWrite(HttpMethod.PATCH, resource, "", body, Map.of(), guard);
    }

    public static ArmWrite delete(ResourceId resource, Map<String, String> query, Guard guard) {
        return new ArmWrite(HttpMethod.DELETE, resource, "", null, query, guard);
    }

    public static ArmWrite post(ResourceId resource, String action) {
        return new ArmWrite(HttpMethod.POST, resource, action, null, Map.of(), Guard.NONE);
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
