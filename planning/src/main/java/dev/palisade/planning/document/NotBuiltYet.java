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
        boolean classic = body.path("profile").asText().equals("seed");
        for (int i = 0; classic && i < body.path("endpoints").size(); i++) {
            if (body.path("endpoints").get(i).isObject()) {
                found.add(new NotBuilt("/endpoints/" + i, "deploying models to an endpoint of profile seed"));
            }
        }
        return found;
    }
}
