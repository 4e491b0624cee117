package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The routes of a route table: one per prefix, at most 400. */
final class Routes implements ResourceKind {
    private static final String TYPE = "Microsoft.Network/routeTables/routes";
    private static final int LIMIT = 400;

    @Override
    public ResourceType type() {
        return ResourceType.network("routeTables/routes", "routes", 5);
    }

    @Override
    public ObjectNode put(Write write) {
        List<JsonNode> routes =
                new ArrayList<>(write.world().children(write.id().parent().orElseThrow(), TYPE));
        routes.removeIf(
                route -> route.path("name").asText().equalsIgnoreCase(write.id().name()));
        ObjectNode named = write.body().deepCopy().put("name", write.id().name());
        routes.add(named);
        check(routes);
        return write.body();
    }

    static void check(List<JsonNode> routes) {
        if (routes.size() > LIMIT) {
            throw ArmException.badRequest(
                    "RoutesLimitReached", "Cannot create more than " + LIMIT + " routes in this route table.");
        }
        Set<String> prefixes = new HashSet<>();
        for (JsonNode route : routes) {
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
