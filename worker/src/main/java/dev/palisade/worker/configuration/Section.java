package dev.palisade.worker.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One mapping of the file. Each method reads a key by type, notes the value in force, and on a mistake notes the problem and answers
 * with the fallback, so that reading goes on and finds the next mistake.
 */
final class Section {
    private final Reading reading;
    private final String path;
    private final ObjectNode node;
    private final Set<String> known = new LinkedHashSet<>();

    Section(Reading reading, String path, ObjectNode node) {
        this.reading = reading;
        this.path = path;
        this.node = node;
    }

    Optional<String> text(String key) {
        JsonNode value = value(key);
        if (Reading.given(value) && (!value.isValueNode() || value.asText().isBlank())) {
            problem(key, "is not a text", "write one value, not a list, a mapping or nothing");
            return Optional.empty();
        }
        Optional<String> text =
                Reading.given(value) ? Optional.of(value.asText().strip()) : Optional.empty();
        text.ifPresent(given -> reading.inForce(path + key, given));
        return text;
    }

    String text(String key, String fallback) {
        return text(key).orElseGet(() -> noted(key, fallback));
    }

    String required(String key, String remedy) {
        Optional<String> text = text(key);
        if (text.isEmpty() && !Reading.given(node.path(key))) {
            problem(key, "is missing", remedy);
        }
        return text.orElse("");
    }

    int number(String key, int fallback, int least, int most) {
        JsonNode value = value(key);
        boolean fits = value.isInt() && value.intValue() >= least && value.intValue() <= most;
        if (Reading.given(value) && !fits) {
            problem(
                    key,
                    "'" + shown(value) + "' is out of range",
                    "write a whole number from " + least + " to " + most);
        }
        return noted(key, fits ? value.intValue() : fallback);
    }

    double factor(String key, double fallback) {
        JsonNode value = value(key);
        boolean fits = value.isNumber() && value.doubleValue() >= 1;
        if (Reading.given(value) && !fits) {
            problem(key, "'" + shown(value) + "' is not a speed", "write a number, 1 or more");
        }
        return noted(key, fits ? value.doubleValue() : fallback);
    }

    boolean flag(String key, boolean fallback) {
        JsonNode value = value(key);
        if (Reading.given(value) && !value.isBoolean()) {
            problem(key, "'" + shown(value) + "' is neither true nor false", "write true or false");
        }
        return noted(key, value.isBoolean() ? value.booleanValue() : fallback);
    }

    Duration duration(String key, Duration fallback) {
        JsonNode value = value(key);
        Optional<Duration> duration = value.isTextual() ? DurationText.parse(value.textValue()) : Optional.empty();
        Optional<Duration> positive = duration.filter(found -> !found.isNegative() && !found.isZero());
        if (Reading.given(value) && positive.isEmpty()) {
            problem(
                    key,
                    "'" + shown(value) + "' is not a duration above zero",
                    "write it with its unit, as 30s, 24h, 30d or PT30S");
        }
        return noted(key, positive.orElse(fallback));
    }

    Section section(String key) {
        JsonNode value = value(key);
        if (Reading.given(value) && !value.isObject()) {
            problem(key, "is not a section", "write its keys below it, indented");
        }
        return reading.section(
                path + key + ".",
                value instanceof ObjectNode mapping ? mapping : JsonNodeFactory.instance.objectNode());
    }

    List<Section> sections(String key) {
        List<Section> found = new ArrayList<>();
        for (JsonNode item : list(key)) {
            String itemPath = key + "[" + found.size() + "]";
            if (!item.isObject()) {
                problem(itemPath, "is not a section", "write its keys, as - name: …");
            }
            found.add(reading.section(
                    path + itemPath + ".",
                    item instanceof ObjectNode mapping ? mapping : JsonNodeFactory.instance.objectNode()));
        }
        return found;
    }

    List<String> texts(String key) {
        List<String> found = new ArrayList<>();
        list(key).forEach(item -> found.add(item.asText()));
        return noted(key, List.copyOf(found));
    }

    Optional<Secret> secret(String variable, String fileKey) {
        return reading.secret(variable, path + fileKey, text(fileKey));
    }

    void problem(String key, String reason, String remedy) {
        reading.problem(path + key, reason, remedy);
    }

    List<Problem> unknownKeys() {
        List<Problem> unknown = new ArrayList<>();
        for (Iterator<String> keys = node.fieldNames(); keys.hasNext(); ) {
            String key = keys.next();
            if (!known.contains(key)) {
                unknown.add(new Problem(
                        path + key, "is not a key of this section", "remove it, or use one of " + knownKeys()));
            }
        }
        return unknown;
    }

    private String knownKeys() {
        return known.stream().collect(Collectors.joining(", "));
    }

    private JsonNode value(String key) {
        known.add(key);
        return node.path(key);
    }

    private JsonNode list(String key) {
        JsonNode value = value(key);
        if (Reading.given(value) && !value.isArray()) {
            problem(key, "is not a list", "write its items as - lines");
            return JsonNodeFactory.instance.arrayNode();
        }
        return value;
    }

    private <T> T noted(String key, T value) {
        reading.inForce(path + key, value);
        return value;
    }

    private static String shown(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
