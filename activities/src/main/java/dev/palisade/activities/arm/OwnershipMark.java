package dev.palisade.activities.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.ledger.OwnershipTags;
import java.util.List;

/**
 * What the two ownership tags say on a resource that a request creates. Nothing is deleted that does not carry both.
 *
 * @param environment canonical identity of the environment
 * @param requestId the request that created the resource
 */
public record OwnershipMark(String environment, String requestId) {

    /** The body with our tags among its own. */
    public ObjectNode on(ObjectNode body) {
        ObjectNode tagged = body.deepCopy();
        ObjectNode tags = tagged.path("tags").isObject() ? (ObjectNode) tagged.get("tags") : tagged.putObject("tags");
        tags.put(OwnershipTags.ENVIRONMENT, OwnershipTags.value(environment))
                .put(OwnershipTags.REQUEST, OwnershipTags.value(requestId));
        return tagged;
    }

    /** The body without our tags, for a resource that proved not to be ours. */
    public static ObjectNode off(ObjectNode body) {
        ObjectNode untagged = body.deepCopy();
        if (untagged.get("tags") instanceof ObjectNode tags) {
            tags.remove(List.of(OwnershipTags.ENVIRONMENT, OwnershipTags.REQUEST));
        }
        return untagged;
    }

    /** True if this request created the resource for this environment. */
    public boolean isOn(JsonNode resource) {
        return isOfEnvironment(resource) && OwnershipTags.bears(resource, requestId);
    }

    /** True if whatever request of this environment created the resource. */
    public boolean isOfEnvironment(JsonNode resource) {
        return OwnershipTags.read(resource, OwnershipTags.ENVIRONMENT).equals(OwnershipTags.value(environment));
    }
}
