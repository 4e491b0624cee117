package dev.palisade.worker.intake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where two bodies differ, as JSON Pointers with both values: as deep as they have the same shape, in the order of the earlier one. */
final class ContentDifference {
    private static final int LONGEST_VALUE = 80;

    private final List<String> differences = new ArrayList<>();

    private ContentDifference() {}

    static List<String> between(JsonNode earlier, JsonNode now) {
        ContentDifference difference = new ContentDifference();
        difference.compare("", earlier, now);
        return List.copyOf(difference.differences);
    }

    private void compare(String pointer, JsonNode earlier, JsonNode now) {
        if (earlier.equals(now)) {
            return;
        }
        if (earlier.isObject() && now.isObject()) {
            Set<String> fields = new LinkedHashSet<>();
            earlier.fieldNames().forEachRemaining(fields::add);
            now.fieldNames().forEachRemaining(fields::add);
            fields.forEach(field -> compare(pointer + "/" + escaped(field), earlier.path(field), now.path(field)));
        } else if (earlier.isArray() && now.isArray()) {
            for (int i = 0; i < Math.max(earlier.size(), now.size()); i++) {
                compare(pointer + "/" + i, earlier.path(i), now.path(i));
            }
        } else {
            differences.add(pointer + ": earlier " + shown(earlier) + ", now " + shown(now));
        }
    }

    private static String escaped(String field) {
        return field.replace("~", "~0").replace("/", "~1");
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode()) {
            return "not there";
        }
        String text = value.toString();
        return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
    }
}
