package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** A world taken apart into single values by their places, so that each difference between two worlds can be laid at somebody's door. */
public record Facts(NavigableMap<String, String> byPlace) {
    /** By what an element of a list is known. */
    private static final List<String> KEYS = List.of("name", "service", "value", "id");
    /** What is as good as unsaid. */
    private static final Map<String, String> UNSAID =
            Map.of("defaultaction", "allow", "bypass", "azureservices", "provisioningstate", "succeeded");

    static Facts of(Map<String, ? extends JsonNode> resources) {
        NavigableMap<String, String> facts = new TreeMap<>();
        resources.forEach((id, body) -> {
            facts.put(id + "#", "there");
            add(id + "#", "", body, facts);
        });
        return new Facts(facts);
    }

    private static void add(String place, String field, JsonNode node, Map<String, String> facts) {
        if (node.isObject()) {
            node.properties().forEach(each -> {
                String name = each.getKey().toLowerCase(Locale.ROOT);
                add(place + "/" + name, name, each.getValue(), facts);
            });
        } else if (node.isArray()) {
            node.forEach(each -> add(place + keyOf(each), "", each, facts));
        } else {
            String value = Meaning.plain(node);
            if (!value.equals(UNSAID.get(field))) {
                facts.put(place, value);
            }
        }
    }

    private static String keyOf(JsonNode element) {
        return KEYS.stream()
                .filter(element::has)
                .findFirst()
                .map(key -> "[" + key + "=" + element.get(key).asText().toLowerCase(Locale.ROOT) + "]")
                .orElse("[" + element.asText() + "]");
    }

    /** Places where one world is not as the other. */
    public NavigableSet<String> differences(Facts other) {
        NavigableSet<String> places = new TreeSet<>();
        byPlace.forEach((place, value) -> {
            if (!value.equals(other.byPlace.get(place))) {
                places.add(place);
            }
        });
        other.byPlace.keySet().stream()
                .filter(place -> !byPlace.containsKey(place))
                .forEach(places::add);
        return places;
    }

    String at(String place) {
        return byPlace.getOrDefault(place, "nothing");
    }

    /** The place of a delta, as a prefix of those of all values that it is about. */
    public static String place(ResourceId resource, Delta delta) {
        return resource.key() + "#" + delta.place().toLowerCase(Locale.ROOT);
    }

    /** True if the value belongs to what stands at the place: the whole of a resource has what is nested in it. */
    static boolean covers(String place, String value) {
        boolean whole = place.endsWith("#");
        return value.equals(place)
                || value.startsWith(place + "/")
                || (whole && value.startsWith(place.substring(0, place.length() - 1) + "/"));
    }
}
