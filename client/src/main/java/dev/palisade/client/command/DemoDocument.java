package dev.palisade.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.plan.Profile;
import java.util.Locale;

/** The demo's document, told in the words of one profile or the other. */
final class DemoDocument {
    private DemoDocument() {}

    /** Clusters are of another type in each: {@code aks} was the service's own word, {@code kubernetes} is today's. */
    static JsonNode in(Profile profile, JsonNode document) {
        ObjectNode rewritten = document.deepCopy();
        rewritten.put("profile", profile.name().toLowerCase(Locale.ROOT));
        for (JsonNode entry : rewritten.path("compute")) {
            String type = entry.path("type").asText();
            if (type.equals("aks") || type.equals("kubernetes")) {
                ((ObjectNode) entry).put("type", profile == Profile.SEED ? "aks" : "kubernetes");
            }
        }
        return rewritten;
    }
}
