package dev.palisade.planning.plan;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares a resource with the deltas of a step, and edits it by them. The same comparison decides before a write whether it may go ahead,
 * after it whether it held, and before an undo whether the thing is still as we left it.
 */
public final class DeltaComparison {
    private DeltaComparison() {}

    /** Where a resource stands with regard to a set of deltas. */
    public enum State {
        /** Every delta's <i>before</i> holds: the change may be written. */
        BEFORE,
        /** Every delta's <i>after</i> holds: the change is done. */
        AFTER,
        /** Neither, or some one and some the other: somebody else was here, and the plan must be made again. */
        OTHER
    }

    /**
     * A place where a resource is not as a delta's <i>after</i> wants it.
     *
     * @param path JSON Pointer, followed by {@code [key=value]} for an element of a list
     * @param expected null for absent
     * @param actual null for absent
     */
    public record Difference(
            String path,
            @Nullable JsonNode expected,
            @Nullable JsonNode actual) {}

    /**
     * Case of texts, order of lists and fields that Azure adds are no difference.
     *
     * @param resource as ARM's GET returned it; null or a missing node if it does not exist
     * @return {@link State#AFTER} for no deltas at all
     */
    public static State compare(@Nullable JsonNode resource, List<Delta> deltas) {
        if (deltas.stream().allMatch(delta -> holds(resource, delta, delta.after()))) {
            return State.AFTER;
        }
        boolean untouched = deltas.stream().allMatch(delta -> holds(resource, delta, delta.before()));
        return untouched ? State.BEFORE : State.OTHER;
    }

    /** What still differs from the deltas' <i>after</i>; empty exactly if {@link #compare} says {@link State#AFTER}. */
    public static List<Difference> differences(@Nullable JsonNode resource, List<Delta> deltas) {
        return deltas.stream()
                .filter(delta -> !holds(resource, delta, delta.after()))
                .map(delta -> new Difference(delta.place(), delta.after(), actual(resource, delta)))
                .toList();
    }

    /**
     * The resource with every delta's <i>after</i> in it, and everything else as it was; the argument itself is left alone. Objects on the way
     * to a field are made if they are not there.
     *
     * @return a missing node if a delta takes the whole resource away
     */
    public static JsonNode apply(@Nullable JsonNode resource, List<Delta> deltas) {
        JsonNode edited =
                resource instanceof ObjectNode object ? object.deepCopy() : JsonNodeFactory.instance.objectNode();
        for (Delta delta : deltas) {
            edited = edited(edited, delta);
        }
        return edited;
    }

    private static boolean holds(@Nullable JsonNode resource, Delta delta, @Nullable JsonNode expected) {
        // A field of a resource that does not exist is not merely absent: the resource itself has gone.
        boolean gone = ArmLikeness.isAbsent(resource) && !isWhole(delta);
        return !gone && ArmLikeness.holds(fieldName(delta), actual(resource, delta), expected);
    }

    private static @Nullable JsonNode actual(@Nullable JsonNode resource, Delta delta) {
        if (resource == null || isWhole(delta)) {
            return resource;
        }
        JsonNode value = resource.at(delta.path());
        if (delta.elementKey() == null) {
            return value.isMissingNode() ? null : value;
        }
        int index = indexOf(value, delta.elementKey(), delta.elementName());
        return index < 0 ? null : value.get(index);
    }

    private static JsonNode edited(JsonNode resource, Delta delta) {
        if (isWhole(delta)) {
            return delta.after() == null || ArmLikeness.isAbsent(delta.after())
                    ? MissingNode.getInstance()
                    : merged(resource, delta.after());
        }
        ObjectNode root = (ObjectNode) resource;
        JsonPointer pointer = JsonPointer.compile(delta.path());
        if (delta.elementKey() == null) {
            editField(root.withObject(pointer.head()), pointer.last().getMatchingProperty(), delta.after());
        } else {
            editElement(root.withArray(pointer), delta, delta.elementKey());
        }
        return root;
    }

    private static void editField(ObjectNode parent, String name, @Nullable JsonNode after) {
        if (after == null || ArmLikeness.isAbsent(after)) {
            parent.remove(name);
        } else {
            parent.set(name, after.deepCopy());
        }
    }

    private static void editElement(ArrayNode list, Delta delta, String key) {
        int index = indexOf(list, key, delta.elementName());
        JsonNode after = delta.after();
        if (after == null || ArmLikeness.isAbsent(after)) {
            if (index >= 0) {
                list.remove(index);
            }
        } else if (index >= 0) {
            list.set(index, merged(list.get(index), after));
        } else {
            list.add(after.deepCopy());
        }
    }

    private static JsonNode merged(JsonNode present, JsonNode wanted) {
        if (!present.isObject() || !wanted.isObject()) {
            return wanted.deepCopy();
        }
        ObjectNode merged = present.deepCopy();
        wanted.properties()
                .forEach(field -> merged.set(field.getKey(), merged(merged.path(field.getKey()), field.getValue())));
        return merged;
    }

    private static int indexOf(JsonNode list, String key, String name) {
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i).path(key).asText().equalsIgnoreCase(name)) {
                return i;
            }
        }
        return -1;
    }

    private static String fieldName(Delta delta) {
        return delta.path().substring(delta.path().lastIndexOf('/') + 1);
    }

    private static boolean isWhole(Delta delta) {
        return delta.path().isEmpty();
    }
}
