package dev.palisade.planning.request;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what a request carries that is no whole document, by the published schema of its type. */
public final class RequestDataReader {
    private RequestDataReader() {}

    /**
     * What a request's data turned out to be.
     *
     * @param workspace the environment that it is for; null if there is any finding
     */
    public record RequestData(@Nullable ResourceId workspace, List<Finding> findings) {
        public RequestData {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Everything that the data alone can tell.
     *
     * @throws IllegalArgumentException for a type that carries a document, or that no message asks for
     */
    public static RequestData read(RequestType type, JsonNode data) {
        if (type.carriesDocument()) {
            throw new IllegalArgumentException("A request of type " + type + " has no data of its own");
        }
        List<Finding> findings = RequestSchemas.of(type).findings(data).stream()
                .sorted(new DocumentOrder())
                .toList();
        ResourceId workspace =
                findings.isEmpty() ? ResourceId.of(data.path("workspace").asText()) : null;
        return new RequestData(workspace, findings);
    }
}
