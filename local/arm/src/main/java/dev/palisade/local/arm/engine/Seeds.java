package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.Optional;

/** Puts resources into the world as GETs showed them. */
final class Seeds {
    private final World world;
    private final ResourceKinds kinds;
    private final Stamp stamp;
    private final Embedding embedding;

    Seeds(World world, ResourceKinds kinds, Stamp stamp, Embedding embedding) {
        this.world = world;
        this.kinds = kinds;
        this.stamp = stamp;
        this.embedding = embedding;
    }

    /** Why a node is not a resource that can be put; empty when it is one. */
    Optional<String> problem(JsonNode resource) {
        String text = resource.path("id").asText("");
        Optional<ResourceId> id = ResourceId.parse(text);
        if (id.isEmpty()) {
            return Optional.of("its id '" + text + "' is not that of an ARM resource");
        }
        String type = id.get().type();
        return kinds.find(type).isPresent() ? Optional.empty() : Optional.of("its type " + type + " is not simulated");
    }

    void put(ObjectNode resource) {
        ResourceId id = ResourceId.of(resource.path("id").asText());
        ResourceKind kind = kinds.find(id.type()).orElseThrow();
        ObjectNode body = stamp.identified(id, kind, resource.deepCopy());
        ObjectNode properties = body.withObjectProperty("properties");
        properties.remove(kind.derived());
        if (kind.lockable() && !properties.has("provisioningState")) {
            properties.put("provisioningState", Operation.SUCCEEDED);
        }
        embedding.seed(id, kind, body);
        world.settle(id, stamp.renewed(body, kind));
        makeGroup(id, resource.path("location").asText(""));
    }

    private void makeGroup(ResourceId id, String location) {
        Optional<String> name = id.resourceGroup();
        ResourceId group = new ResourceId(
                id.segments().subList(0, Math.min(4, id.segments().size())));
        if (name.isPresent() && !world.holds(group)) {
            ObjectNode body = stamp.object();
            body.put("id", group.toString()).put("location", location);
            put(body);
        }
    }
}
