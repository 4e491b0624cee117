package dev.palisade.worker.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.planning.plan.Sha256;
import dev.palisade.planning.request.RequestType;

/** Says whether two messages ask for the same: SHA-256 of type and document, whatever the order of keys and the white space. */
final class ContentDigest {
    private static final JsonMapper SORTED = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ContentDigest() {}

    static String of(RequestType type, JsonNode document) {
        String content = type.eventType() + "\n" + canonical(document);
        return Sha256.of(content);
    }

    private static String canonical(JsonNode document) {
        try {
            // Only maps are sorted by Jackson 2, not trees.
            return SORTED.writeValueAsString(SORTED.treeToValue(document, Object.class));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A parsed document cannot be written as JSON", impossible);
        }
    }
}
