package dev.palisade.worker.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.planning.finding.Language;
import dev.palisade.workflows.contract.Request;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a message as a CloudEvent 1.0 in structured JSON mode. The CloudEvents SDK stops at the first mistake; a sender is told all of
 * them, so the few attributes that matter are read here.
 */
final class CloudEventReader {
    /** Bytes in UTF-8, well below the 2 MB that Temporal takes for an input: what it refuses for its size it would refuse for ever. */
    private static final int LARGEST_BODY = 1_000_000;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final List<String> problems = new ArrayList<>();

    private CloudEventReader() {}

    /** @param event as far as it can be read: with empty texts where there are problems; empty if the body is no JSON object */
    record Result(Optional<Event> event, List<String> problems) {}

    /** @param data of any kind, if there are problems */
    record Event(String id, String type, Optional<Instant> time, Optional<Language> language, JsonNode data) {}

    static Result read(String body) {
        CloudEventReader reader = new CloudEventReader();
        Optional<Event> event = reader.parse(body).map(reader::event);
        return new Result(event, List.copyOf(reader.problems));
    }

    private Optional<JsonNode> parse(String body) {
        int size = body.getBytes(StandardCharsets.UTF_8).length;
        if (size > LARGEST_BODY) {
            problems.add("the message has " + size + " bytes; send a document of at most " + LARGEST_BODY);
            return Optional.empty();
        }
        try {
            JsonNode node = JSON.readTree(body);
            if (node.isObject()) {
                return Optional.of(node);
            }
        } catch (JacksonException notJson) {
            problems.add("the body is not JSON (line " + notJson.getLocation().getLineNr() + ", column "
                    + notJson.getLocation().getColumnNr()
                    + "); send a CloudEvent 1.0 in structured JSON mode, one event a message");
            return Optional.empty();
        }
        problems.add(
                "the body is not a JSON object; send a CloudEvent 1.0 in structured JSON mode, one event a message");
        return Optional.empty();
    }

    private Event event(JsonNode node) {
        String version = text(node, "specversion", "write \"specversion\": \"1.0\"");
        if (!version.isEmpty() && !version.equals("1.0")) {
            problems.add("specversion is '" + version + "'; write \"specversion\": \"1.0\"");
        }
        text(node, "source", "say who sends, as a URI reference");
        return new Event(
                id(node), text(node, "type", "write the request's type"), time(node), language(node), data(node));
    }

    private String id(JsonNode node) {
        String id = text(node, "id", "give each request an id of its own");
        if (!id.isEmpty() && !Request.isId(id)) {
            problems.add("id is not " + Request.ID_RULE + "; a UUID will do");
        }
        return id;
    }

    private Optional<Instant> time(JsonNode node) {
        if (!node.hasNonNull("time")) {
            return Optional.empty();
        }
        try {
            return Optional.of(OffsetDateTime.parse(node.get("time").asText()).toInstant());
        } catch (DateTimeParseException notATime) {
            problems.add("time is not an RFC 3339 timestamp; write it as 2026-01-31T12:00:00Z, or leave it out");
            return Optional.empty();
        }
    }

    private Optional<Language> language(JsonNode node) {
        if (!node.hasNonNull("language")) {
            return Optional.empty();
        }
        String tag = node.get("language").asText();
        Optional<Language> language = Language.of(tag);
        if (language.isEmpty()) {
            problems.add("language is '" + tag + "'; write one of " + Language.TAGS + ", or leave it out for English");
        }
        return language;
    }

    private JsonNode data(JsonNode node) {
        JsonNode data = node.path("data");
        String contentType = node.path("datacontenttype").asText("application/json");
        if (!contentType.startsWith("application/json")) {
            problems.add("datacontenttype is '" + contentType + "'; send the document as JSON, application/json");
        }
        if (node.has("dataref")) {
            problems.add(
                    "dataref is there; put the data itself into the message and leave dataref out: what it refers to could"
                            + " change after the request was accepted");
        } else if (!data.isObject()) {
            problems.add("data is not a JSON object; put the document itself there, not a text or base64 of it");
        }
        return data;
    }

    private String text(JsonNode node, String attribute, String remedy) {
        JsonNode value = node.path(attribute);
        if (!value.isTextual() || value.textValue().isBlank()) {
            problems.add(attribute + (value.isMissingNode() ? " is missing; " : " is not a text; ") + remedy);
            return "";
        }
        return value.textValue();
    }
}
