package dev.palisade.activities.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import java.util.List;

/** The body of a PATCH for services that replace what is inside a property whole: each property that is touched, complete. */
final class TouchedProperties {
    private TouchedProperties() {}

    /** @param read the resource as it was just read, so that what others have in a touched property is sent back with ours */
    static ObjectNode of(JsonNode read, List<Delta> deltas) {
        JsonNode merged = DeltaComparison.apply(read, deltas);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (Delta delta : deltas) {
            JsonPointer property = property(JsonPointer.compile(delta.path()));
            body.withObject(property.head()).set(property.last().getMatchingProperty(), merged.at(property));
        }
        return body;
    }

    /** {@code /properties/networkAcls} of {@code /properties/networkAcls/ipRules}; a field at the top ({@code /tags/x}) goes whole as well. */
    private static JsonPointer property(JsonPointer path) {
        String first = path.getMatchingProperty();
        JsonPointer top = JsonPointer.empty().appendProperty(first);
        return first.equals("properties") ? top.appendProperty(path.tail().getMatchingProperty()) : top;
    }
}
