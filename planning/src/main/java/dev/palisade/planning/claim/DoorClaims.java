package dev.palisade.planning.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an environment claims by its ledger alone, whatever its document says: a door that a request left closed when the rest of it was taken
 * back lets in a subnet by that subnet's service endpoint, which Azure does not let go while the rule is there.
 */
public final class DoorClaims {
    /** The endpoint that reaches the service in any region; a subnet has one of the two, and the rule does not say which. */
    private static final String ANY_REGION = ".Global";

    private DoorClaims() {}

    /** Nothing for a door that the environment has opened since: its rules then hold nobody out, and need nothing. */
    public static Claims of(Ledger ledger) {
        List<Element> endpoints = Holding.of(ledger.entries()).stream()
                .filter(door -> door.changes().stream().noneMatch(DoorClaims::opens))
                .flatMap(door -> door.changes().stream()
                        .flatMap(change -> subnetLetIn(change).stream())
                        .flatMap(subnet -> endpoints(subnet, door.resource())))
                .distinct()
                .toList();
        return new Claims(endpoints, List.of(), List.of());
    }

    private static boolean opens(Delta change) {
        JsonNode after = change.after();
        return change.path().endsWith("/networkAcls/defaultAction")
                && after != null
                && after.asText().equalsIgnoreCase("Allow");
    }

    private static Optional<ResourceId> subnetLetIn(Delta change) {
        JsonNode after = change.after();
        return change.path().endsWith("/networkAcls/virtualNetworkRules") && after != null
                ? ResourceId.parse(after.path("id").asText())
                : Optional.empty();
    }

    private static Stream<Element> endpoints(ResourceId subnet, ResourceId door) {
        String service = door.type().substring(0, door.type().indexOf('/'));
        return Stream.of(service, service + ANY_REGION)
                .map(name -> JsonNodeFactory.instance.objectNode().put("service", name))
                .map(endpoint ->
                        new Element(subnet, Delta.element("/properties/serviceEndpoints", "service", null, endpoint)));
    }
}
