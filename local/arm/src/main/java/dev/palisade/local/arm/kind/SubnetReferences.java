package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;

/** The subnets that use a network security group or a route table. */
final class SubnetReferences {
    private SubnetReferences() {}

    static List<ObjectNode> to(ResourceId id, String field, World world) {
        return world.ofType(Subnets.TYPE).stream()
                .filter(subnet -> subnet.at("/properties/" + field + "/id")
                        .asText()
                        .toLowerCase(Locale.ROOT)
                        .equals(id.key()))
                .toList();
    }

    static void show(ResourceId id, String field, ObjectNode properties, World world) {
        List<ObjectNode> users = to(id, field, world);
        if (!users.isEmpty()) {
            ArrayNode subnets = properties.putArray("subnets");
            users.forEach(subnet -> subnets.addObject().set("id", subnet.path("id")));
        }
    }
}
