package dev.palisade.planning.removal;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** By what a resource is known to be the one that was created: what nobody can change without making another. */
final class Identity {
    private static final List<JsonPointer> FIELDS = List.of(
            JsonPointer.compile("/location"),
            JsonPointer.compile("/properties/computeType"),
            JsonPointer.compile("/properties/resourceId"),
            JsonPointer.compile("/properties/extensionType"),
            JsonPointer.compile("/properties/compute"),
            JsonPointer.compile("/properties/computeName"),
            JsonPointer.compile("/properties/endpointComputeType"));

    private Identity() {}

    static ObjectNode of(@Nullable JsonNode created) {
        ObjectNode identity = JsonNodeFactory.instance.objectNode();
        for (JsonPointer field : FIELDS) {
            JsonNode value = created == null ? JsonNodeFactory.instance.missingNode() : created.at(field);
            if (!value.isMissingNode()) {
                identity.withObject(field.head()).set(field.last().getMatchingProperty(), value);
            }
        }
        return identity;
    }
}
