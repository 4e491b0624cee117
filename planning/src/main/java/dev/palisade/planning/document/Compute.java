package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** A compute target that this version can create. */
public sealed interface Compute permits AmlCompute, ClusterCreation {
    /** Where it stands in the document. */
    String field();

    /** Its name in the workspace. */
    String name();

    /** The role of the subnet that it runs in. */
    SubnetRole subnet();

    /** Where the document says, or by default leaves unsaid, the subnet. */
    String subnetField();

    /** Compute of a type, or in a way, that is not built yet is left out. */
    static List<Compute> allOf(JsonNode list) {
        List<Compute> computes = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            JsonNode node = list.get(i);
            String field = "/compute/" + i;
            if (node.path("type").asText().equals("amlcompute")) {
                computes.add(AmlCompute.of(field, node));
            } else if (node.has("create")) {
                computes.add(ClusterCreation.of(field, node));
            }
        }
        return computes;
    }
}
