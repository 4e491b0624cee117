package dev.palisade.planning.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.EnvironmentDocument.NotBuilt;
import java.util.ArrayList;
import java.util.List;

/** What the schema names and this version does not do. A chapter that gets built loses its line here. */
final class NotBuiltYet {
    private NotBuiltYet() {}

    static List<NotBuilt> in(JsonNode body) {
        List<NotBuilt> found = new ArrayList<>();
        JsonNode network = body.path("network");
        if (network.path("outbound").asText().equals("restricted")) {
            found.add(new NotBuilt("/network/outbound", "restricting outbound traffic"));
        }
        if (network.path("forced_tunnelling").asBoolean()) {
            found.add(new NotBuilt("/network/forced_tunnelling", "routes for forced tunnelling"));
        }
        inStorage(body.path("storage"), found);
        if (body.has("key_vault")) {
            found.add(new NotBuilt("/key_vault", "network rules of the key vault"));
        }
        inCompute(body.path("compute"), found);
        for (int i = 0; i < body.path("endpoints").size(); i++) {
            found.add(new NotBuilt("/endpoints/" + i, "deploying models to an endpoint"));
        }
        return found;
    }

    private static void inStorage(JsonNode storage, List<NotBuilt> found) {
        for (int i = 0; i < storage.size(); i++) {
            if (storage.get(i).path("access").asText().equals("all_networks")) {
                found.add(new NotBuilt("/storage/" + i + "/access", "opening a storage account"));
            }
        }
    }

    private static void inCompute(JsonNode compute, List<NotBuilt> found) {
        for (int i = 0; i < compute.size(); i++) {
            if (compute.get(i).has("attach")) {
                found.add(new NotBuilt("/compute/" + i + "/attach", "attaching an existing machine or cluster"));
            }
        }
    }
}
