package dev.palisade.client.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every resource of the simulator as it was at one moment, by its ARM ID. */
public final class WorldSnapshot {
    /** They change with every write, and say nothing about what a resource is. */
    private static final Set<String> STAMPS = Set.of("etag", "eTag", "modifiedOn");

    private final Map<String, JsonNode> byId = new TreeMap<>();

    /** @param resources as ARM's GETs return them */
    public WorldSnapshot(Collection<JsonNode> resources) {
        resources.forEach(resource -> byId.put(resource.path("id").asText().toLowerCase(Locale.ROOT), resource));
    }

    public int size() {
        return byId.size();
    }

    /**
     * What is otherwise now, a line each: what came, what went, which fields changed. An empty list is as good as none, as it is to Azure.
     */
    public List<String> differences(WorldSnapshot now) {
        List<String> lines = new ArrayList<>();
        Set<String> ids = new TreeSet<>(byId.keySet());
        ids.addAll(now.byId.keySet());
        for (String id : ids) {
            JsonNode before = byId.get(id);
            JsonNode after = now.byId.get(id);
            if (before == null) {
                lines.add("+ " + now.name(id));
            } else if (after == null) {
                lines.add("- " + name(id));
            } else {
                List<String> fields = new ArrayList<>();
                compare("", before, after, fields);
                fields.forEach(field -> lines.add("~ " + name(id) + " " + field));
            }
        }
        return List.copyOf(lines);
    }

    private String name(String id) {
        JsonNode resource = byId.get(id);
        return resource == null ? id : resource.path("id").asText();
    }

    private static void compare(String path, @Nullable JsonNode before, @Nullable JsonNode after, List<String> fields) {
        if (absent(before) && absent(after)) {
            return;
        }
        if (before != null && after != null && before.isObject() && after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.removeAll(STAMPS);
            names.forEach(name -> compare(path + "/" + name, before.get(name), after.get(name), fields));
        } else if (before != null && after != null && before.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                compare(path + "/" + i, before.get(i), after.get(i), fields);
            }
        } else if (before == null || !before.equals(after)) {
            fields.add(path + ": " + text(before) + " → " + text(after));
        }
    }

    private static boolean absent(@Nullable JsonNode node) {
        return node == null || node.isNull() || (node.isContainerNode() && node.isEmpty());
    }

    private static String text(@Nullable JsonNode node) {
        return node == null ? "nothing" : node.toString();
    }
}
