package dev.palisade.activities.arm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.ResourceKind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of the classic web services (MachineLearningService_CreateOrUpdate, API version 2021-04-01), which is that of no other resource: they are
 * written without an envelope, tagged among their properties, and show a state of their own in place of a provisioningState. Only here is
 * that known; everybody else sees a resource like all others.
 */
final class WebServiceForm {
    private static final String TYPE = ResourceKind.WEB_SERVICE.armType();
    private static final String TAGS = "kvTags";

    /** WebServiceState. A service that stops answering later is one whose last write has to be made good. */
    private static final Map<String, String> STATES = Map.of(
            "Transitioning", "Updating",
            "Healthy", "Succeeded",
            "Unhealthy", "Failed",
            "Failed", "Failed",
            "Unschedulable", "Failed");

    private WebServiceForm() {}

    /** An answer as any other resource's, or list of resources; left alone if it is none of a web service. */
    static @Nullable JsonNode read(@Nullable JsonNode body) {
        if (body == null) {
            return null;
        }
        body.path("value").forEach(WebServiceForm::readOne);
        readOne(body);
        return body;
    }

    private static void readOne(JsonNode body) {
        if (body instanceof ObjectNode service
                && TYPE.equalsIgnoreCase(service.path("type").asText())
                && service.path("properties") instanceof ObjectNode properties) {
            if (properties.remove(TAGS) instanceof ObjectNode tags) {
                service.set("tags", tags);
            }
            String state = properties.path("state").asText();
            if (STATES.containsKey(state)) {
                properties.put("provisioningState", STATES.get(state));
            }
            if (properties.at("/error/error") instanceof ObjectNode error) {
                properties.set("errorInfo", error);
            }
        }
    }

    /** What is sent for a body; left alone if the resource is no web service. */
    static JsonNode written(ResourceId resource, JsonNode body) {
        if (!resource.isOfType(TYPE)) {
            return body;
        }
        ObjectNode sent = body.path("properties") instanceof ObjectNode properties
                ? properties.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        if (body.path("tags") instanceof ObjectNode tags) {
            sent.set(TAGS, tags.deepCopy());
        }
        return sent;
    }
}
