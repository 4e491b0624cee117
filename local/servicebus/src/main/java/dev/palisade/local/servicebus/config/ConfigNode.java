package dev.palisade.local.servicebus.config;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.local.servicebus.entity.DurationLimits;
import dev.palisade.local.servicebus.filter.SqlSyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place in the file, read with its expectations; what does not meet them is added to the problems. */
record ConfigNode(JsonNode json, String field, List<Problem> problems) {
    ConfigNode child(String name) {
        return new ConfigNode(json.path(name), field.isEmpty() ? name : field + "." + name, problems);
    }

    /** The elements of an array, none if it is absent. */
    List<ConfigNode> elements(String name) {
        ConfigNode array = child(name);
        List<ConfigNode> elements = new ArrayList<>();
        if (array.json.isArray()) {
            for (int i = 0; i < array.json.size(); i++) {
                elements.add(new ConfigNode(array.json.get(i), array.field + "[" + i + "]", problems));
            }
        } else if (array.isPresent()) {
            array.problem("is not an array", "Write it in square brackets");
        }
        return elements;
    }

    boolean isPresent() {
        return !json.isMissingNode() && !json.isNull();
    }

    void problem(String reason, String remedy) {
        problems.add(new Problem(field, reason, remedy));
    }

    /** Refuses every field that is not among these: a misspelt setting would otherwise be silently without effect. */
    void allow(Set<String> known) {
        for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (!known.contains(name)) {
                child(name)
                        .problem(
                                "is not known here",
                                "Remove it, or correct it to one of "
                                        + known.stream().sorted().toList());
            }
        }
    }

    /** A text that must be there and hold more than blanks. */
    String requiredText(String name) {
        ConfigNode text = child(name);
        if (!text.json.isTextual() || text.json.textValue().isBlank()) {
            text.problem("is missing", "Give it a name");
            return "";
        }
        return text.json.textValue();
    }

    void problem(SqlSyntaxException refused) {
        problem("is not in the grammar", String.valueOf(refused.getMessage()).replaceFirst("\\.$", ""));
    }

    /** A text that need not be there; an empty one is as none. */
    Optional<String> text(String name) {
        ConfigNode text = child(name);
        if (text.isPresent() && !text.json.isTextual()) {
            text.problem("is not a string", "Write it in double quotes");
        }
        return Optional.of(text.json.asText("")).filter(value -> !value.isEmpty());
    }

    Optional<Duration> duration(String name) {
        ConfigNode node = child(name);
        if (!node.isPresent()) {
            return Optional.empty();
        }
        try {
            Duration duration = Duration.parse(node.json.asText());
            if (!duration.isZero() && !duration.isNegative()) {
                return Optional.of(duration);
            }
        } catch (DateTimeParseException notADuration) {
            // Reported below, as a duration of nothing is.
        }
        node.problem("is not a duration longer than nothing", "Write it as in ISO 8601, such as PT1M for one minute");
        return Optional.empty();
    }

    Duration duration(String name, Duration otherwise, DurationLimits limits) {
        Duration duration = duration(name).orElse(otherwise);
        if (!limits.allow(duration)) {
            child(name).problem("is a duration that no entity has", "Write one " + limits);
        }
        return duration;
    }

    int positive(String name, int otherwise) {
        ConfigNode node = child(name);
        if (!node.isPresent()) {
            return otherwise;
        }
        if (!node.json.isInt() || node.json.intValue() < 1) {
            node.problem("is not a whole number from 1", "Write a number such as 10");
            return otherwise;
        }
        return node.json.intValue();
    }

    boolean flag(String name) {
        ConfigNode node = child(name);
        if (node.isPresent() && !node.json.isBoolean()) {
            node.problem("is neither true nor false", "Write true or false, without quotes");
        }
        return node.json.asBoolean(false);
    }
}
