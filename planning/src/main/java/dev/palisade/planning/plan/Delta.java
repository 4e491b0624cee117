package dev.palisade.planning.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One field, or one element of a list, that a step changes. Shared lists (storage rules, NSG rules, service endpoints) carry no tags,
 * so a step names only its own elements and leaves the neighbours' alone.
 *
 * @param path JSON Pointer into the resource as ARM's GET returns it; for an element, of the list; the empty pointer for a whole new resource
 * @param elementKey the field by which an element of the list is known ({@code id}, {@code value}, {@code service}); null for a plain field
 * @param before what must be there now; null for absent
 * @param after what will be there; null for removed. Fields that Azure adds of its own are no difference
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Delta(
        String path,
        @Nullable String elementKey,
        @Nullable JsonNode before,
        @Nullable JsonNode after) {

    public static Delta field(String path, @Nullable JsonNode before, @Nullable JsonNode after) {
        return new Delta(path, null, before, after);
    }

    public static Delta element(String path, String key, @Nullable JsonNode before, @Nullable JsonNode after) {
        return new Delta(path, key, before, after);
    }

    /** A whole new resource; the body is what we send, and so what we compare. */
    public static Delta creation(JsonNode body) {
        return new Delta("", null, null, body);
    }

    /** What writes the same once more where it stands already. */
    public Delta again() {
        return new Delta(path, elementKey, after, after);
    }

    /** True for one that leaves its place as it was. */
    public boolean changesNothing() {
        return Objects.equals(before, after);
    }

    /** Changes, and later ones, as one: those of the same thing each {@link #upon} the other. */
    static List<Delta> chained(List<Delta> first, List<Delta> second) {
        List<Delta> chained = new ArrayList<>(second);
        for (Delta earlier : first) {
            int same = indexOf(chained, earlier);
            if (same < 0) {
                chained.add(earlier);
            } else {
                chained.set(same, chained.get(same).upon(earlier));
            }
        }
        return chained;
    }

    private static int indexOf(List<Delta> deltas, Delta delta) {
        for (int i = 0; i < deltas.size(); i++) {
            if (deltas.get(i).place().equalsIgnoreCase(delta.place())) {
                return i;
            }
        }
        return -1;
    }

    /** Where it is in its resource, for people and as a key: {@code /properties/serviceEndpoints[service=Microsoft.Storage]}. */
    public String place() {
        return elementKey == null ? path : path + "[" + elementKey + "=" + elementName() + "]";
    }

    /** The name of the list's element; empty for a plain field. */
    String elementName() {
        JsonNode element = after == null || ArmLikeness.isAbsent(after) ? before : after;
        return elementKey == null || element == null
                ? ""
                : element.path(elementKey).asText();
    }

    /**
     * This change and an earlier one of the same thing as one: from what was before the first to what was after the last. Where somebody else
     * changed it in between, only this one counts.
     */
    public Delta upon(Delta earlier) {
        return ArmLikeness.holds(path.substring(path.lastIndexOf('/') + 1), before, earlier.after)
                ? new Delta(path, elementKey, earlier.before, after)
                : this;
    }

    /** The change that takes this one back. */
    public Delta inverse() {
        return new Delta(path, elementKey, after, before);
    }
}
