package dev.palisade.planning.removal;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.RouteTableKind;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * Route tables that Palisade made and that somebody else has come to live by: with routes of their own, or for subnets that we did not put on
 * them.
 *
 * @param holdings all that is ours
 * @param selected what of it is taken back
 */
record SharedRouteTables(List<Holding> holdings, BiPredicate<ResourceId, Delta> selected, Draft draft) {
    private static final String ASSOCIATION = "/properties/routeTable";

    boolean contain(ResourceId resource, JsonNode observed) {
        return resource.isOfType(ResourceKind.ROUTE_TABLE.armType())
                && (RouteTableKind.hasForeignRoute(observed)
                        || followers(observed).anyMatch(subnet -> !isTakenOff(subnet)));
    }

    private static Stream<ResourceId> followers(JsonNode table) {
        return StreamSupport.stream(table.at("/properties/subnets").spliterator(), false)
                .flatMap(subnet -> ResourceId.parse(subnet.path("id").asText()).stream());
    }

    /** By what is taken back, or by a step that puts it on another table. */
    private boolean isTakenOff(ResourceId subnet) {
        Stream<Delta> takenBack = holdings.stream()
                .filter(holding -> holding.resource().equals(subnet))
                .flatMap(holding -> holding.selected(selected).stream());
        Stream<Delta> written = draft.steps().stream()
                .filter(step -> step.resource().equals(subnet))
                .flatMap(step -> step.deltas().stream());
        return Stream.concat(takenBack, written)
                .anyMatch(change -> change.path().equals(ASSOCIATION));
    }
}
