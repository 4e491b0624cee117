package dev.palisade.client.temporal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import io.temporal.client.WorkflowClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** A request that was accepted under an id which somebody is about to use. */
public record AcceptedRequest(Request request) {
    private static final JsonMapper JSON = new JsonMapper();

    /** Empty if the id is free, as far as Temporal remembers. */
    public static Optional<AcceptedRequest> find(WorkflowClient client, String requestId) {
        return new RequestInput(client)
                .of(Request.WORKFLOW_ID_PREFIX + requestId)
                .map(AcceptedRequest::new);
    }

    /**
     * What a second message under this id amounts to.
     *
     * @param newest how the request stands now
     * @throws CommandFailure if it would be another request under the same id, which the intake refuses
     */
    public String sentence(RequestType type, JsonNode data, RequestView newest) {
        List<String> differences = differences(type, data);
        if (!differences.isEmpty()) {
            throw CommandFailure.rejected("Request " + request.id() + " was accepted before with another content"
                    + " (different: " + String.join(", ", differences)
                    + "), and an id counts once. Nothing was sent. Choose another --id.");
        }
        String state = newest.state().map(RequestState::name).orElse("accepted");
        return "A duplicate: request " + request.id() + " was accepted before with the same content and is " + state
                + ". The second message changes nothing; ./palisade show " + request.id() + " says what would help.";
    }

    private List<String> differences(RequestType type, JsonNode data) {
        List<String> names = new ArrayList<>();
        if (request.type() != type) {
            names.add("type");
        }
        names.addAll(differentFields(request.document(), asSent(data)));
        return names;
    }

    private static Set<String> differentFields(JsonNode one, JsonNode other) {
        Set<String> fields = new TreeSet<>();
        one.fieldNames().forEachRemaining(fields::add);
        other.fieldNames().forEachRemaining(fields::add);
        fields.removeIf(field -> one.path(field).equals(other.path(field)));
        return fields;
    }

    /** What was read from YAML may hold the same numbers in other types. */
    private static JsonNode asSent(JsonNode data) {
        try {
            return JSON.readTree(JSON.writeValueAsString(data));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A parsed document cannot be written as JSON", impossible);
        }
    }
}
