package dev.palisade.planning;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a request carries that carries no document. */
final class Data {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Data() {}

    /** No more than which environment is meant. */
    static JsonNode nothing() {
        return of("{}");
    }

    /** @param json without the workspace, which is the example's */
    static JsonNode of(String json) {
        return of(json, ExampleWorld.WORKSPACE);
    }

    static JsonNode of(String json, String workspace) {
        try {
            return ((ObjectNode) JSON.readTree(json)).put("workspace", workspace);
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException("The test's own JSON is malformed: " + json, malformed);
        }
    }
}
