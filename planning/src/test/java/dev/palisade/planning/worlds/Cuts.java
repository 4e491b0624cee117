package dev.palisade.planning.worlds;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A document and its parts, each of which a smaller document may do without. */
public final class Cuts {
    private Cuts() {}

    /** The last of a list first, so that the places of the others stay. */
    public static List<JsonPointer> parts(JsonNode document, JsonPointer at) {
        JsonNode node = document.at(at);
        if (node.isObject()) {
            return node.properties().stream()
                    .map(field -> at.appendProperty(field.getKey()))
                    .toList();
        }
        List<JsonPointer> elements = new ArrayList<>();
        for (int i = node.size() - 1; i >= 0; i--) {
            elements.add(at.appendIndex(i));
        }
        return elements;
    }

    public static JsonNode without(JsonNode document, JsonPointer part) {
        JsonNode less = document.deepCopy();
        JsonNode owner = less.at(part.head());
        if (owner instanceof ObjectNode object) {
            object.remove(part.last().getMatchingProperty());
        } else if (owner instanceof ArrayNode list) {
            list.remove(part.last().getMatchingIndex());
        }
        return less;
    }
}
