package dev.palisade.planning.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.plan.Delta;
import org.jspecify.annotations.Nullable;

/** What a change does to who can reach what. */
final class Doors {
    private static final String RULES = "/securityRules";

    private Doors() {}

    /**
     * True if after it more can pass: the default is to let in, a subnet has no security group any more, or a rule that denied is gone. A rule that
     * allows is no door: what it let through may be let through all the same.
     */
    static boolean opens(Delta change) {
        JsonNode after = change.after();
        if (change.path().endsWith(RULES)) {
            return denies(change.before()) && !denies(after);
        }
        if (change.path().endsWith("/networkAcls/defaultAction")) {
            return after == null || !after.asText().equalsIgnoreCase("Deny");
        }
        return change.path().endsWith("/networkSecurityGroup") && (after == null || after.isNull());
    }

    /** True if after it less can come in. */
    static boolean closes(Delta change) {
        return change.path().endsWith("/networkAcls/defaultAction") && !opens(change);
    }

    private static boolean denies(@Nullable JsonNode rule) {
        return rule != null && rule.at("/properties/access").asText().equalsIgnoreCase("Deny");
    }
}
