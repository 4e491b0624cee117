package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.address.Ipv4Block;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.EffectiveRoutes.Route;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Overlap;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The routes of one table, with ours among them. None of the customer's is changed or robbed of its effect. */
final class RouteTableRoutes {
    static final String ROUTES = "/properties/routes";

    /** Azure's limit, a prefix being taken once in a table. */
    private static final int MOST = 400;

    private final ResourceId id;
    private final JsonNode table;
    private final Draft draft;
    private final List<Delta> added = new ArrayList<>();
    private final List<Delta> removed = new ArrayList<>();
    private final List<Delta> standing = new ArrayList<>();

    RouteTableRoutes(ResourceId id, JsonNode table, Draft draft) {
        this.id = id;
        this.table = table;
        this.draft = draft;
    }

    /**
     * The routes to add and to take away. Where there is none, and the table's last write has failed, ours that stand are written once more: what
     * stands in a failed table need not have its effect.
     */
    List<Delta> deltas() {
        List<Delta> changed = Stream.concat(added.stream(), removed.stream()).toList();
        boolean failed = World.provisioningState(table).equalsIgnoreCase("Failed");
        return changed.isEmpty() && failed ? standing.stream().map(Delta::again).toList() : changed;
    }

    List<Delta> added() {
        return List.copyOf(added);
    }

    List<Delta> removed() {
        return List.copyOf(removed);
    }

    void need(List<NeededRoute> routes) {
        routes.forEach(this::need);
        long present = present().count();
        long wanted = present + added.size() - removed.size();
        if (!added.isEmpty() && wanted > MOST) {
            refuse(
                    FindingCode.ROUTE_TABLE_FULL,
                    Map.of("count", String.valueOf(wanted), "limit", String.valueOf(MOST)));
        }
    }

    private void need(NeededRoute needed) {
        Optional<JsonNode> sameName = present()
                .filter(route -> route.path("name").asText().equalsIgnoreCase(needed.name()))
                .findFirst();
        Optional<JsonNode> samePrefix = present()
                .filter(route ->
                        prefix(route).filter(needed.prefix()::isSameRange).isPresent())
                .findFirst();
        refuseDetours(needed);
        if (sameName.isPresent()) {
            settle(needed);
        } else if (samePrefix.isPresent()) {
            use(samePrefix.get());
        } else {
            Delta delta = wanted(needed);
            added.add(delta);
            draft.claim(id, delta);
        }
    }

    /** Azure goes by the longest prefix: a route for some of the addresses, or a second for all of them, would take them elsewhere. */
    private void refuseDetours(NeededRoute needed) {
        present()
                .filter(route -> !route.path("name").asText().equalsIgnoreCase(needed.name()))
                .filter(route -> !hop(route).equalsIgnoreCase(NeededRoute.HOP))
                .filter(route -> prefix(route).filter(needed.prefix()::contains).isPresent())
                .forEach(route -> refuse(
                        FindingCode.ROUTE_TAKES_BATCH_ELSEWHERE,
                        Map.of(
                                "route", route.path("name").asText(),
                                "prefix", route.at("/properties/addressPrefix").asText(),
                                "hop", hop(route))));
    }

    /** A route of the name that only we give: it must say what we would have it say. */
    private void settle(NeededRoute needed) {
        Delta delta = wanted(needed);
        if (DeltaComparison.differences(table, List.of(delta)).isEmpty()) {
            standing.add(delta);
            draft.claim(id, delta);
        } else {
            refuse(FindingCode.ROUTE_DIFFERS, Map.of("route", needed.name()));
        }
    }

    /** The customer's own does as well, if it leads there. */
    private void use(JsonNode route) {
        if (hop(route).equalsIgnoreCase(NeededRoute.HOP)) {
            draft.claim(id, Delta.element(ROUTES, "name", null, content(route)));
        }
    }

    /** In a table that is ours: takes away what we wrote, is needed no more and no neighbour claims. */
    void dropOthers(List<NeededRoute> needed, World world) {
        List<String> names = needed.stream().map(NeededRoute::name).toList();
        present()
                .filter(RouteTableRoutes::isOurs)
                .filter(route -> names.stream().noneMatch(route.path("name").asText()::equalsIgnoreCase))
                .map(route -> Delta.element(ROUTES, "name", content(route), null))
                .filter(delta -> world.neighbours(id).others().stream()
                        .noneMatch(other -> Overlap.needs(other.claims(), new Element(id, delta))))
                .forEach(removed::add);
    }

    /** True for a route that, unless it is needed, goes with this plan. */
    static boolean isLeaving(String route, ResourceId id, JsonNode table, World world) {
        return Owned.isPruned(id, ROUTES + "[name=" + route + "]", table, world);
    }

    static boolean isOurs(JsonNode route) {
        return NeededRoute.isOurs(Route.of(route));
    }

    private static JsonNode content(JsonNode route) {
        ObjectNode content = route.deepCopy();
        content.retain("name", "properties");
        content.withObjectProperty("properties").retain("addressPrefix", "nextHopType");
        return content;
    }

    private static Delta wanted(NeededRoute needed) {
        return Delta.element(ROUTES, "name", null, needed.body());
    }

    private Stream<JsonNode> present() {
        return StreamSupport.stream(table.at(ROUTES).spliterator(), false);
    }

    private static Optional<Ipv4Block> prefix(JsonNode route) {
        return Ipv4Block.parse(route.at("/properties/addressPrefix").asText());
    }

    private static String hop(JsonNode route) {
        return route.at("/properties/nextHopType").asText();
    }

    private void refuse(FindingCode code, Map<String, String> arguments) {
        Map<String, String> all = new TreeMap<>(arguments);
        all.put("table", id.name());
        draft.refuse(code, RouteTableKind.FIELD, WhoseMove.ADMINISTRATOR, all);
    }
}
