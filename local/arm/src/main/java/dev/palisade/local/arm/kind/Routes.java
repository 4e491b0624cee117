package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes of a route table: one per prefix, at most 400. */
final class Routes implements ResourceKind {
    private static final Set<String> HOPS =
            Set.of("VirtualNetworkGateway", "VnetLocal", "Internet", "VirtualAppliance", "None");
    private static final int LIMIT = 400;

    @Override
    public ResourceType type() {
        return ResourceType.network("routeTables/routes", "routes", 5);
    }

    @Override
    public ObjectNode put(Write write) {
        check(write.id().parent().orElseThrow(), Siblings.with(write));
        return write.body();
    }

    /** Refuses routes that Azure would not hold together in one table. */
    static void check(ResourceId table, List<JsonNode> routes) {
        Siblings.checkNames(table, routes);
        if (routes.size() > LIMIT) {
            throw ArmException.badRequest(
                    "RoutesLimitReached", "Cannot create more than " + LIMIT + " routes in this route table.");
        }
        Set<String> prefixes = new HashSet<>();
        for (JsonNode route : routes) {
            checkValues(route);
            JsonNode prefix = route.at("/properties/addressPrefix");
            if (!prefixes.add(prefix.asText())) {
                throw ArmException.badRequest(
                        "RouteConflict",
                        "Route " + route.path("name").asText()
                                + " conflicts with another route. Routes cannot have the same" + " AddressPrefix "
                                + prefix.asText() + ".");
            }
        }
    }

    private static void checkValues(JsonNode route) {
        String name = route.path("name").asText();
        String prefix = route.at("/properties/addressPrefix").asText("");
        if (!ServiceTags.has(prefix)) {
            Cidr.prefix(prefix, "route " + name);
        }
        String hop = route.at("/properties/nextHopType").asText("");
        if (!HOPS.contains(hop)) {
            throw ArmException.badRequest(
                    "InvalidRequestFormat", "Route " + name + " has invalid NextHopType. Value provided: " + hop + ".");
        }
        boolean addressed = !route.at("/properties/nextHopIpAddress").asText("").isEmpty();
        if (addressed != hop.equals("VirtualAppliance")) {
            throw ArmException.badRequest(
                    "RouteNextHopIpAddressMismatch",
                    "Route " + name
                            + " needs a NextHopIpAddress if its NextHopType is VirtualAppliance, and only then.");
        }
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public ArmException notFound(ResourceId id) {
        return NetworkErrors.nestedNotFound(id);
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
