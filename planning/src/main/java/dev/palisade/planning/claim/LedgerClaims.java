package dev.palisade.planning.claim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Attachment;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an environment claims by its ledger alone, whatever its document says. A door that a request left closed when the rest of it was taken
 * back lets in a subnet by that subnet's service endpoint, which Azure does not let go while the rule is there. A cluster that a request was to
 * detach, and could not, is attached as long as the ledger has it: neither may it be attached elsewhere, nor deleted.
 */
public final class LedgerClaims {
    /** The endpoint that reaches the service in any region; a subnet has one of the two, and the rule does not say which. */
    private static final String ANY_REGION = ".Global";

    private LedgerClaims() {}

    public static Claims of(Ledger ledger) {
        List<Holding> holdings = Holding.of(ledger.entries());
        return new Claims(
                holdings.stream().flatMap(LedgerClaims::endpoints).distinct().toList(),
                List.of(),
                holdings.stream().flatMap(LedgerClaims::attachments).distinct().toList());
    }

    private static Stream<Attachment> attachments(Holding compute) {
        return compute.creations()
                .filter(creation -> creation.step().kind() == ResourceKind.ATTACHED_CLUSTER)
                .flatMap(creation -> creation.step().deltas().stream())
                .flatMap(delta -> cluster(delta).stream())
                .map(cluster -> new Attachment(cluster, compute.resource()));
    }

    private static Optional<ResourceId> cluster(Delta creation) {
        JsonNode after = creation.after();
        return after == null
                ? Optional.empty()
                : ResourceId.parse(after.at("/properties/resourceId").asText());
    }

    /** Nothing for a door that the environment has opened since: its rules then hold nobody out, and need nothing. */
    private static Stream<Element> endpoints(Holding door) {
        return door.changes().stream().anyMatch(LedgerClaims::opens)
                ? Stream.empty()
                : door.changes().stream()
                        .flatMap(change -> subnetLetIn(change).stream())
                        .flatMap(subnet -> endpoints(subnet, door.resource()));
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
