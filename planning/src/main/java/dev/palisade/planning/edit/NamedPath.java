package dev.palisade.planning.edit;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A place in a document that stays the same when entries come and go: a JSON Pointer in which an entry of a list is known by its name, not by
 * its number ({@code /compute/cpucluster/max_instances}, {@code /storage/default/access}).
 */
public record NamedPath(List<String> segments) {
    public NamedPath {
        segments = List.copyOf(segments);
    }

    public static NamedPath of(String... segments) {
        return new NamedPath(List.of(segments));
    }

    /** @param text as {@link #toString} writes it */
    public static NamedPath parse(String text) {
        return new NamedPath(Arrays.stream(text.substring(1).split("/", -1))
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList());
    }

    /** The place at a JSON Pointer of a document, such as a finding has. */
    public static NamedPath at(JsonPointer pointer, JsonNode document) {
        JsonNode node = document;
        List<String> names = new ArrayList<>();
        for (JsonPointer rest = pointer; !rest.matches(); rest = rest.tail()) {
            JsonNode child = rest.mayMatchElement() && node.isArray()
                    ? node.path(rest.getMatchingIndex())
                    : node.path(rest.getMatchingProperty());
            names.add(node.isArray() && child.isObject() ? nameOf(child) : rest.getMatchingProperty());
            node = child;
        }
        return new NamedPath(names);
    }

    /** A missing node if the document has nothing there. */
    public JsonNode in(JsonNode document) {
        JsonNode node = document;
        for (String segment : segments) {
            node = node.isArray() ? entry(node, segment) : node.path(segment);
        }
        return node;
    }

    /** As a JSON Pointer of one document: to the place, or to the nearest that there is around it. */
    public String pointerIn(JsonNode document) {
        StringBuilder pointer = new StringBuilder();
        JsonNode node = document;
        for (String segment : segments) {
            int index = node.isArray() ? indexOf(node, segment) : -1;
            JsonNode child = node.isArray() ? node.path(index) : node.path(segment);
            if (child.isMissingNode()) {
                return pointer.toString();
            }
            pointer.append('/').append(node.isArray() ? String.valueOf(index) : escaped(segment));
            node = child;
        }
        return pointer.toString();
    }

    public NamedPath then(String segment) {
        return new NamedPath(
                Stream.concat(segments.stream(), Stream.of(segment)).toList());
    }

    /** True for a whole entry of a list. */
    public boolean isEntry() {
        return segments.size() == 2
                && List.of("storage", "compute", "endpoints").contains(segments.get(0));
    }

    /** The entry of a list that the place is in; the place itself if it is in none. */
    public NamedPath entry() {
        NamedPath start = new NamedPath(segments.subList(0, Math.min(2, segments.size())));
        return start.isEntry() ? start : this;
    }

    /** What the place is a field, or an entry, of. */
    NamedPath owner() {
        return new NamedPath(segments.subList(0, segments.size() - 1));
    }

    public String last() {
        return segments.get(segments.size() - 1);
    }

    private static JsonNode entry(JsonNode list, String name) {
        int index = indexOf(list, name);
        return index < 0 ? MissingNode.getInstance() : list.get(index);
    }

    static int indexOf(JsonNode list, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (nameOf(list.get(i)).equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String nameOf(JsonNode entry) {
        return entry.has("account")
                ? entry.path("account").asText()
                : entry.path("name").asText();
    }

    private static String escaped(String segment) {
        return segment.replace("~", "~0").replace("/", "~1");
    }

    @Override
    public String toString() {
        return segments.stream().map(segment -> "/" + escaped(segment)).collect(Collectors.joining());
    }
}
