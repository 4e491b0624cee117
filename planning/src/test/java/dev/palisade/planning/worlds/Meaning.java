package dev.palisade.planning.worlds;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.plan.Delta;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a delta means, told a second time and independently of the planner: whether a value stands in a resource, and how it is written. */
public final class Meaning {
    /** What a firewall means that says nothing. */
    private static final Map<String, String> UNSAID = Map.of("defaultaction", "allow", "bypass", "azureservices");

    private Meaning() {}

    /** @param resource null if it is not there */
    public static boolean isDone(JsonNode resource, List<Delta> deltas) {
        return deltas.stream().allMatch(delta -> stands(resource, delta, delta.after()));
    }

    static boolean isUndone(JsonNode resource, List<Delta> deltas) {
        return deltas.stream().allMatch(delta -> stands(resource, delta, delta.before()));
    }

    public static boolean stands(JsonNode resource, Delta delta, JsonNode value) {
        if (delta.path().isEmpty()) {
            return isNothing(value) ? resource == null : resource != null && contains(resource, value, "");
        }
        if (resource == null) {
            return false;
        }
        JsonNode there = resource.at(delta.path());
        if (delta.elementKey() != null) {
            int index = indexOf(there, delta.elementKey(), name(delta));
            return isNothing(value) ? index < 0 : index >= 0 && contains(there.get(index), value, "");
        }
        String field = delta.path().substring(delta.path().lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        return isNothing(value) ? isUnsaid(field, there) : !isNothing(there) && contains(there, value, field);
    }

    /** Writes the value into a resource that is there. */
    static void write(ObjectNode resource, Delta delta, JsonNode value) {
        JsonPointer path = JsonPointer.compile(delta.path());
        if (delta.elementKey() == null) {
            ObjectNode owner = resource.withObject(path.head());
            String field = path.last().getMatchingProperty();
            if (isNothing(value)) {
                owner.remove(field);
            } else {
                owner.set(field, value.deepCopy());
            }
            return;
        }
        ArrayNode list = resource.withArray(path);
        int index = indexOf(list, delta.elementKey(), name(delta));
        if (index < 0 && !isNothing(value)) {
            list.add(value.deepCopy());
        } else if (index >= 0 && isNothing(value)) {
            list.remove(index);
        } else if (index >= 0) {
            merge((ObjectNode) list.get(index), (ObjectNode) value);
        }
    }

    static int indexOf(JsonNode list, String key, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).asText().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    static boolean isNothing(JsonNode value) {
        return value == null || value.isNull() || value.isMissingNode();
    }

    /** One text for all spellings of the same. */
    static String plain(JsonNode value) {
        String text = value.asText().toLowerCase(Locale.ROOT);
        if (text.startsWith("pt") && text.matches("pt[0-9hms.]+")) {
            return Duration.parse(text).toString();
        }
        return text.contains(",") ? String.join(", ", flags(text)) : text;
    }

    private static boolean contains(JsonNode there, JsonNode value, String field) {
        if (value.isObject()) {
            return there.isObject()
                    && value.properties().stream()
                            .allMatch(each -> contains(there.path(each.getKey()), each.getValue(), each.getKey()));
        }
        if (value.isArray()) {
            return there.isArray()
                    && elements(value).allMatch(each -> elements(there).anyMatch(one -> contains(one, each, "")));
        }
        if (isNothing(there)) {
            return false;
        }
        return field.equals("location")
                ? plain(there).replace(" ", "").equals(plain(value).replace(" ", ""))
                : plain(there).equals(plain(value));
    }

    private static boolean isUnsaid(String field, JsonNode there) {
        return isNothing(there) || plain(there).equals(UNSAID.get(field));
    }

    private static String name(Delta delta) {
        JsonNode element = isNothing(delta.after()) ? delta.before() : delta.after();
        return element.path(delta.elementKey()).asText();
    }

    private static void merge(ObjectNode present, ObjectNode value) {
        value.properties().forEach(field -> {
            if (present.get(field.getKey()) instanceof ObjectNode inner
                    && field.getValue() instanceof ObjectNode more) {
                merge(inner, more);
            } else {
                present.set(field.getKey(), field.getValue().deepCopy());
            }
        });
    }

    private static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Set<String> flags(String text) {
        return Stream.of(text.split(",", -1)).map(String::strip).collect(Collectors.toCollection(TreeSet::new));
    }
}
