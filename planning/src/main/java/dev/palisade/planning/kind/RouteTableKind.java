package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.Network;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.Severity;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.kind.NeededRoute.Tunnelled;
import dev.palisade.planning.kind.UsedSubnets.Used;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Sha256;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Routes for Azure Batch in the tables that the training subnets follow, where the document says that traffic is forced elsewhere (seeds: "user
 * defined routes for forced tunnelling"): one for each prefix of the region, straight to the Internet, among the customer's own. A table is made
 * only where a subnet has none.
 */
public final class RouteTableKind implements Kind {
    static final String FIELD = Network.FIELD + "/forced_tunnelling";

    /** What ARM takes for the name of a route table. */
    private static final int LONGEST_NAME = 80;

    private static final int DIGITS = 8;
    /** Seeds: what the appliance that gets all other traffic must let through, if nodes are to work. */
    private static final List<String> HOSTS =
            List.of("*.blob.core.windows.net", "*.queue.core.windows.net", "*.table.core.windows.net");

    @Override
    public void plan(World world, Draft draft) {
        List<Used> subnets = UsedSubnets.all(world).stream()
                .filter(subnet -> subnet.isTunnelled(world))
                .toList();
        if (subnets.isEmpty()) {
            return;
        }
        tellOfTheAppliance(subnets, draft);
        List<NeededRoute> routes = routes(world, draft);
        if (!routes.isEmpty()) {
            Set<ResourceId> tables = subnets.stream()
                    .flatMap(subnet -> subnet.routeTable(world).stream())
                    .collect(Collectors.toCollection(LinkedHashSet::new));
            tables.forEach(table -> plan(table, routes, subnets, world, draft));
        }
    }

    /** The name of the table that a subnet gets which has none. */
    static ResourceId ours(ResourceId subnet, World world) {
        String name = "palisade-" + subnet.parent().name() + "-" + subnet.name();
        String fitting = name.length() <= LONGEST_NAME
                ? name
                : name.substring(0, LONGEST_NAME - DIGITS - 1) + "-"
                        + Sha256.of(name).substring(0, DIGITS);
        return world.document().network().virtualNetwork().sibling(ResourceKind.ROUTE_TABLE.armType(), fitting);
    }

    /** True if somebody has put routes into it that we do not write. */
    public static boolean hasForeignRoute(JsonNode table) {
        return EffectiveRoutes.of(table).routes().stream().anyMatch(route -> !NeededRoute.isOurs(route));
    }

    private static List<NeededRoute> routes(World world, Draft draft) {
        Optional<ServiceTagList> tags = ServiceTagList.of(world);
        List<Tunnelled> services = NeededRoute.services(world.document().profile());
        List<NeededRoute> routes = tags.stream()
                .flatMap(list -> services.stream().flatMap(service -> service.routes(list)))
                .toList();
        services.stream()
                .filter(service ->
                        tags.stream().flatMap(service::routes).findAny().isEmpty())
                .forEach(service -> draft.refuse(
                        FindingCode.SERVICE_TAG_MISSING,
                        FIELD,
                        WhoseMove.OPERATOR,
                        Map.of(
                                "tag",
                                service.tag(),
                                "region",
                                VirtualNetwork.of(world)
                                        .orElseThrow()
                                        .location()
                                        .toString())));
        return routes;
    }

    private static void plan(ResourceId id, List<NeededRoute> routes, List<Used> subnets, World world, Draft draft) {
        Optional<JsonNode> existing = world.find(id);
        boolean named =
                world.document().network().routeTable().filter(id::equals).isPresent();
        if (existing.isPresent() && !isToBeMadeAgain(id, existing.get(), world)) {
            write(id, existing.get(), routes, world, draft);
        } else if (!named && subnets.stream().noneMatch(subnet -> hasIt(subnet, id) && existing.isEmpty())) {
            Step step = creation(id, routes, world);
            routes.forEach(
                    route -> draft.claim(id, Delta.element(RouteTableRoutes.ROUTES, "name", null, route.body())));
            draft.want(new Wanted(step, FIELD, List.of(), List.of(id)));
        }
    }

    private static boolean hasIt(Used subnet, ResourceId table) {
        return subnet.associated(UsedSubnets.ROUTE_TABLE).filter(table::equals).isPresent();
    }

    /** One that the ledger knows as ours is changed, not made again: the customer may have added to it since. */
    private static boolean isToBeMadeAgain(ResourceId id, JsonNode existing, World world) {
        return Owned.isToBeMade(id, Optional.of(existing), world)
                && (world.isCreatedByThisRequest(existing) || !Owned.isCreated(id, world));
    }

    /** Made for this environment, or for one that has gone and left it to this one. */
    private static boolean isOurs(ResourceId id, World world) {
        return Owned.isCreated(id, world)
                || world.neighbours(id).inherited().stream()
                        .anyMatch(entry -> entry.step().action() == Step.Action.CREATE
                                && entry.step().resource().equals(id));
    }

    private static void write(ResourceId id, JsonNode existing, List<NeededRoute> needed, World world, Draft draft) {
        RouteTableRoutes routes = new RouteTableRoutes(id, existing, draft);
        if (isOurs(id, world)) {
            routes.dropOthers(needed, world);
        }
        routes.need(needed);
        if (!routes.deltas().isEmpty()) {
            draft.want(new Wanted(update(id, routes), FIELD, List.of(id), List.of()));
        } else if (!world.isCreatedByThisRequest(existing)) {
            draft.found(id);
        }
    }

    private static Step creation(ResourceId id, List<NeededRoute> routes, World world) {
        ObjectNode body = JsonNodeFactory.instance
                .objectNode()
                .put(
                        "location",
                        VirtualNetwork.of(world).orElseThrow().location().toString());
        routes.forEach(route -> body.withObjectProperty("properties")
                .withArrayProperty("routes")
                .add(route.body()));
        return Step.creation(
                "route-table/" + id.name(),
                ResourceKind.ROUTE_TABLE,
                id,
                "Create route table " + id.name() + " with " + counted(routes.size()) + " to Azure Batch",
                body,
                List.of(),
                Duration.ofSeconds(10));
    }

    private static Step update(ResourceId id, RouteTableRoutes routes) {
        return new Step(
                "route-table/" + id.name(),
                ResourceKind.ROUTE_TABLE,
                Step.Action.UPDATE,
                id,
                title(id.name(), routes),
                routes.deltas(),
                List.of(),
                Step.Undo.REVERT_DELTAS,
                Step.Effect.NEUTRAL,
                Duration.ofSeconds(10),
                "",
                List.of());
    }

    private static String title(String table, RouteTableRoutes routes) {
        if (routes.added().isEmpty() && routes.removed().isEmpty()) {
            return "Write route table " + table + " again as it is, since its last write has failed";
        }
        String added = "Add " + counted(routes.added()) + " to Azure Batch to route table " + table;
        String removed = "take away " + counted(routes.removed().size()) + " that Azure Batch does not use any more";
        if (routes.removed().isEmpty()) {
            return added;
        }
        return routes.added().isEmpty() ? "Of route table " + table + " " + removed : added + ", and " + removed;
    }

    private static String counted(List<Delta> routes) {
        return routes.size() == 1
                ? "route "
                        + Objects.requireNonNull(routes.get(0).after())
                                .path("name")
                                .asText()
                : counted(routes.size());
    }

    private static String counted(int routes) {
        return routes == 1 ? "1 route" : routes + " routes";
    }

    /** Nobody but the customer knows what stands there, so that it can only be said. */
    private static void tellOfTheAppliance(List<Used> subnets, Draft draft) {
        draft.add(List.of(new Finding(
                FindingCode.APPLIANCE_MUST_PERMIT,
                Severity.INFORMS,
                FIELD,
                WhoseMove.ADMINISTRATOR,
                Map.of(
                        "subnets",
                        subnets.stream().map(subnet -> subnet.id().name()).collect(Collectors.joining(", ")),
                        "hosts",
                        String.join(", ", HOSTS)))));
    }
}
