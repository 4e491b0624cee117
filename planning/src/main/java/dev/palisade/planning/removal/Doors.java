package dev.palisade.planning.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Delta;

/** What a change does to who can reach what. */
final class Doors {
    private Doors() {}

    /** True if after it more can come in: the default is to let in, or a subnet has no security group any more. */
    static boolean opens(Delta change) {
        JsonNode after = change.after();
        if (change.path().endsWith("/networkAcls/defaultAction")) {
            return after == null || !after.asText().equalsIgnoreCase("Deny");
        }
        return change.path().endsWith("/networkSecurityGroup") && (after == null || after.isNull());
    }

    /** True if after it less can come in. */
    static boolean closes(Delta change) {
        return change.path().endsWith("/networkAcls/defaultAction") && !opens(change);
    }
}
