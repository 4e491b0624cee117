package dev.palisade.planning.worlds;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The parts of a case, each of which a smaller one may do without. */
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

    /**
     * Tries to do without all of what is there beforehand, and where it cannot, without each.
     *
     * @param takes true if it can do with these
     */
    public static void fewer(Set<Prop> props, Predicate<Set<Prop>> takes) {
        if (props.isEmpty() || takes.test(EnumSet.noneOf(Prop.class))) {
            return;
        }
        Set<Prop> smallest = EnumSet.copyOf(props);
        for (Prop prop : EnumSet.copyOf(props)) {
            Set<Prop> fewer = EnumSet.copyOf(smallest);
            fewer.remove(prop);
            smallest = takes.test(fewer) ? fewer : smallest;
        }
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
