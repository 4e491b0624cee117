package dev.palisade.acceptance;

import dev.palisade.acceptance.Azure.Change;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What belongs to others in a scene: everything that was there at its beginning. Of these things Palisade may only add elements of its own
 * to lists, and say of an account or a vault who gets in.
 */
final class Foreign {
    private static final Pattern DOOR = Pattern.compile("/properties/networkAcls/(defaultAction|bypass)");
    private static final Pattern OWN_ELEMENT = Pattern.compile(
            "/properties/(networkAcls/(virtualNetworkRules|ipRules)|serviceEndpoints)\\[.*|/properties/(networkSecurityGroup|routeTable)/id");
    private static final Pattern OWN_RESOURCE = Pattern.compile(
            ".*/(networksecuritygroups/[^/]+/securityrules|routetables/[^/]+/routes)/[^/]+|.*/routetables/palisade-[^/]+");
    private static final Pattern HAS_A_DOOR =
            Pattern.compile(".*/(microsoft\\.storage/storageaccounts|microsoft\\.keyvault/vaults)/[^/]+");

    /** All that is the second environment's alone bears its name, and of that Palisade may change nothing. */
    private static final Pattern NEIGHBOURS = Pattern.compile(".*/[^/]*fraud[^/]*(/.*)?");

    private Foreign() {}

    /** @param resource the lower-cased ID of a resource in a scene */
    static boolean isNeighbours(String resource) {
        return NEIGHBOURS.matcher(resource).matches();
    }

    /** What was done to others' things that Palisade may not do; empty at all times. */
    static List<Change> touched(Azure before, Azure after) {
        return before.changesTo(after).stream()
                .filter(change -> before.holds(change.resource()))
                .filter(change -> !isOurs(change))
                .toList();
    }

    /**
     * What is still not as it was after everything has been taken back. A door that is closed stays closed, with what it stands on; the
     * rest has to be as before.
     */
    static List<Change> remaining(Azure before, Azure after) {
        List<Change> changes = before.changesTo(after);
        boolean closed = changes.stream()
                .anyMatch(change -> isDoor(change) && change.after().equals("Deny"));
        return changes.stream()
                .filter(change -> !(closed && isOfTheNetworkOrADoor(before, change)))
                .toList();
    }

    private static boolean isOfTheNetworkOrADoor(Azure before, Change change) {
        return before.holds(change.resource())
                ? isOurs(change)
                : OWN_RESOURCE.matcher(change.resource()).matches();
    }

    private static boolean isOurs(Change change) {
        if (isNeighbours(change.resource())) {
            return false;
        }
        boolean ownElement =
                change.added() && OWN_ELEMENT.matcher(change.path()).matches();
        return ownElement || isDoor(change);
    }

    private static boolean isDoor(Change change) {
        return HAS_A_DOOR.matcher(change.resource()).matches()
                && DOOR.matcher(change.path()).matches();
    }
}
