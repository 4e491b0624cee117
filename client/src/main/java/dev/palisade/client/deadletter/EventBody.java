package dev.palisade.client.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The CloudEvent in a dead letter, as far as it is one.
 *
 * @param event null if the body is no JSON object
 */
record EventBody(@Nullable ObjectNode event) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static EventBody of(String body) {
        try {
            return new EventBody(JSON.readTree(body) instanceof ObjectNode object ? object : null);
        } catch (JsonProcessingException notJson) {
            return new EventBody(null);
        }
    }

    @Nullable
    String text(String attribute) {
        JsonNode value = event == null ? null : event.get(attribute);
        return value != null && value.isTextual() && !value.textValue().isBlank() ? value.textValue() : null;
    }

    /** What every CloudEvent of ours must have and this one has not, by name; the intake looks closer. */
    List<String> missing() {
        Stream<String> texts = Stream.of("specversion", "type", "source").filter(attribute -> text(attribute) == null);
        boolean data = event != null && event.path("data").isObject();
        return Stream.concat(texts, data ? Stream.empty() : Stream.of("data")).toList();
    }

    /**
     * The event as a new one. Its time, if it has one, is now: it is made anew, and must not be too old for having lain here.
     *
     * @param earlier the id that it had before; null if nobody can tell
     * @return empty if there is no event to change
     */
    Optional<String> anew(String id, @Nullable String earlier, Instant now) {
        if (event == null) {
            return Optional.empty();
        }
        ObjectNode copy = event.deepCopy().put("id", id);
        if (earlier != null) {
            copy.put("resubmitof", earlier);
        }
        if (copy.has("time")) {
            copy.put("time", now.toString());
        }
        return Optional.of(copy.toString());
    }
}
