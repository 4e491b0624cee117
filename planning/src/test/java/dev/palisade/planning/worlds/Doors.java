package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Who is let in when no rule says anything. */
public final class Doors {
    private Doors() {}

    static boolean isClosed(JsonNode resource) {
        return resource.at("/properties/networkAcls/defaultAction").asText().equalsIgnoreCase("Deny");
    }

    public static List<String> closed(Azure azure) {
        return azure.where(Doors::isClosed);
    }
}
