package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterCreation.Purpose;

/**
 * An AKS cluster as a compute of the workspace: one that exists already, or one that the document creates.
 *
 * @param field the entry in the document
 * @param name of the compute in the workspace
 * @param namespace of Kubernetes, that models are deployed to
 */
public record ClusterAttachment(String field, String name, Purpose purpose, ResourceId cluster, String namespace)
        implements Compute {
    static ClusterAttachment of(String field, JsonNode node) {
        JsonNode attach = node.path("attach");
        return new ClusterAttachment(
                field,
                node.path("name").asText(),
                Purpose.of(node),
                ResourceId.of(attach.path("resource_id").asText()),
                attach.path("namespace").asText("default"));
    }

    /** Where one property of {@code attach} stands. */
    public String attachField(String property) {
        return field + "/attach/" + property;
    }
}
