package dev.palisade.planning.ledger;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What doors stand on that an environment has closed, also those that a request left closed when the rest of it was taken back: a firewall
 * that lets in a subnet needs that subnet's service endpoint, which Azure does not let go while the rule is there.
 */
public final class ClosedDoors {
    /** The endpoint that reaches the service in any region; a subnet has one of the two. */
    private static final String ANY_REGION = ".Global";

    private ClosedDoors() {}

    public static Claims needs(Collection<LedgerEntry> entries) {
        return new Claims(
                entries.stream()
                        .flatMap(entry -> entry.step().deltas().stream()
                                .flatMap(change -> subnet(change).stream())
                                .flatMap(
                                        subnet -> endpoints(subnet, entry.step().resource())))
                        .distinct()
                        .toList(),
                List.of(),
                List.of());
    }

    private static Optional<ResourceId> subnet(Delta change) {
        return change.path().endsWith("/virtualNetworkRules") && change.after() != null
                ? ResourceId.parse(change.after().path("id").asText())
                : Optional.empty();
    }

    private static Stream<Element> endpoints(ResourceId subnet, ResourceId behindTheDoor) {
        String type = behindTheDoor.type();
        String service = type.substring(0, type.indexOf('/'));
        return Stream.of(service, service + ANY_REGION)
                .map(name -> JsonNodeFactory.instance.objectNode().put("service", name))
                .map(endpoint ->
                        new Element(subnet, Delta.element("/properties/serviceEndpoints", "service", null, endpoint)));
    }
}
