package dev.palisade.activities.arm;

import static dev.palisade.planning.ledger.OwnershipTags.ENVIRONMENT;
import static dev.palisade.planning.ledger.OwnershipTags.REQUEST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.ledger.OwnershipTags;
import java.util.List;

/**
 * The two {@link OwnershipTags} with their values for one creator. Nothing is deleted that does not carry both.
 *
 * @param environment canonical identity of the environment
 * @param requestId the request that created the resource
 */
public record CreatorTags(String environment, String requestId) {

    /** The body with our tags among its own. */
    public ObjectNode on(ObjectNode body) {
        ObjectNode tagged = body.deepCopy();
        ObjectNode tags = tagged.path("tags").isObject() ? (ObjectNode) tagged.get("tags") : tagged.putObject("tags");
        tags.put(ENVIRONMENT, OwnershipTags.value(environment)).put(REQUEST, OwnershipTags.value(requestId));
        return tagged;
    }

    /** The body without our tags, for a resource that proved not to be ours. */
    public static ObjectNode off(ObjectNode body) {
        ObjectNode untagged = body.deepCopy();
        if (untagged.get("tags") instanceof ObjectNode tags) {
            tags.remove(List.of(ENVIRONMENT, REQUEST));
        }
        return untagged;
    }

    /** True if this request, for this environment, created the resource. */
    public boolean areOn(JsonNode resource) {
        return OwnershipTags.read(resource, ENVIRONMENT).equals(OwnershipTags.value(environment))
                && OwnershipTags.bears(resource, requestId);
    }
}
