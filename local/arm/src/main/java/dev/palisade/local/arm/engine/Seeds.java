package dev.palisade.local.arm.engine;

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

    void put(ObjectNode resource) {
        String text = resource.path("id").asText("");
        ResourceId id = ResourceId.parse(text)
                .orElseThrow(
                        () -> new IllegalArgumentException("its id '" + text + "' is not that of an ARM resource"));
        ResourceKind kind = kinds.find(id.type())
                .orElseThrow(() ->
                        new IllegalArgumentException(id + " is of type " + id.type() + ", which is not simulated"));
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
