package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A compute target that this version can create or attach. */
public sealed interface Compute permits SubnetCompute, ClusterAttachment, MachineAttachment {
    /** Where it stands in the document. */
    String field();

    /** Its name in the workspace. */
    String name();

    /** Compute of a type, or in a way, that is not built yet is left out. */
    static List<Compute> allOf(JsonNode list) {
        List<Compute> computes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode node = list.get(i);
            String field = "/compute/" + i;
            if (node.path("type").asText().equals("amlcompute")) {
                computes.add(AmlCompute.of(field, node));
            } else if (MachineAttachment.Type.isOne(node)) {
                computes.add(MachineAttachment.of(field, node));
            } else if (node.has("create")) {
                computes.add(ClusterCreation.of(field, node));
            } else if (isCluster(node) && node.has("attach")) {
                computes.add(ClusterAttachment.of(field, node));
            }
        }
        return computes;
    }

    private static boolean isCluster(JsonNode node) {
        return List.of("kubernetes", "aks").contains(node.path("type").asText());
    }
}
