package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** Who is let in when no rule says anything. */
public final class Doors {
    private Doors() {}

    static boolean isClosed(JsonNode resource) {
        return resource.at("/properties/networkAcls/defaultAction").asText().equalsIgnoreCase("Deny");
    }

    /** True if rules keep something from going out. */
    static boolean isRestricted(JsonNode group) {
        return StreamSupport.stream(group.at("/properties/securityRules").spliterator(), false)
                .map(rule -> rule.path("properties"))
                .anyMatch(rule -> rule.path("access").asText().equals("Deny")
                        && rule.path("direction").asText().equals("Outbound"));
    }

    public static List<String> closed(Azure azure) {
        return azure.where(Doors::isClosed);
    }
}
