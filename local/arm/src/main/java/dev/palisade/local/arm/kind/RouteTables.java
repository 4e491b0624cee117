package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.List;

/** Route tables, written whole or a route at a time. */
final class RouteTables implements ResourceKind {
    @Override
    public ResourceType type() {
        return ResourceType.network("routeTables", null, 5);
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        Routes.check(write.id(), Siblings.of(write, "routes"));
        return write.body();
    }

    @Override
    public void delete(Write write) {
        List<ObjectNode> users = SubnetReferences.to(write.id(), "routeTable", write.world());
        if (!users.isEmpty()) {
            throw ArmException.badRequest(
                    "InUseRouteTableCannotBeDeleted",
                    "Route table " + write.id().name() + " is in use and cannot be deleted. It is used by "
                            + users.get(0).path("id").asText() + ".");
        }
    }

    @Override
    public ObjectNode view(ResourceId id, ObjectNode body, World world) {
        SubnetReferences.show(id, "routeTable", body.withObjectProperty("properties"), world);
        return body;
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return NetworkErrors.inProgress(operationUrl);
    }

    @Override
    public List<String> derived() {
        return List.of("subnets");
    }

    @Override
    public String transientState(boolean creates) {
        return "Updating";
    }
}
