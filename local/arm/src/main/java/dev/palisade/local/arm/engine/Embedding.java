package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.kind.Write;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.HashSet;
import java.util.Set;

/**
 * Children that travel in their parent's body, such as the subnets of a virtual network. They are stored by themselves. A PUT
 * of the parent which carries the array replaces them all; one which omits it leaves them.
 */
final class Embedding {
    private final World world;
    private final ResourceKinds kinds;
    private final Stamp stamp;

    Embedding(World world, ResourceKinds kinds, Stamp stamp) {
        this.world = world;
        this.kinds = kinds;
        this.stamp = stamp;
    }

    /** Takes the children out of the body and writes them; answers whether any of them changed. */
    boolean extract(ResourceId parent, ResourceKind kind, ObjectNode body, Write write) {
        boolean changed = false;
        for (ResourceKind embedded : kinds.embeddedIn(kind.type().name())) {
            JsonNode children =
                    body.withObjectProperty("properties").remove(embedded.type().embeddedAs());
            if (children != null && children.isArray()) {
                changed |= replace(parent, embedded, children, write);
            }
        }
        return changed;
    }

    private boolean replace(ResourceId parent, ResourceKind kind, JsonNode children, Write write) {
        Set<String> kept = new HashSet<>();
        boolean changed = false;
        for (JsonNode child : children) {
            ResourceId id = world.spelling(
                    parent.child(kind.type().lastSegment(), child.path("name").asText()));
            kept.add(id.key());
            changed |= put(id, kind, (ObjectNode) child.deepCopy());
        }
        for (ObjectNode old : world.children(parent, kind.type().name())) {
            ResourceId id = ResourceId.of(old.path("id").asText());
            if (!kept.contains(id.key())) {
                kind.delete(new Write(world, id, old, stamp.object(), write.query(), write.now()));
                world.remove(id, old);
                changed = true;
            }
        }
        return changed;
    }

    private boolean put(ResourceId id, ResourceKind kind, ObjectNode child) {
        ObjectNode before = world.find(id).orElse(null);
        child.withObjectProperty("properties").remove(kind.derived());
        ObjectNode stored = stamp.renewed(stamp.identified(id, kind, child), kind);
        stored.withObjectProperty("properties").put("provisioningState", kind.transientState(before == null));
        boolean changed = before == null || !Volatile.without(before).equals(Volatile.without(stored));
        world.write(id, stored, before);
        return changed;
    }

    /** Takes the children out of a resource that is put into the world as a GET showed it. */
    void seed(ResourceId parent, ResourceKind kind, ObjectNode body) {
        for (ResourceKind embedded : kinds.embeddedIn(kind.type().name())) {
            JsonNode children =
                    body.withObjectProperty("properties").remove(embedded.type().embeddedAs());
            if (children == null) {
                continue;
            }
            for (JsonNode child : children) {
                ResourceId id = parent.child(
                        embedded.type().lastSegment(), child.path("name").asText());
                ObjectNode copy = (ObjectNode) child.deepCopy();
                copy.withObjectProperty("properties").remove(embedded.derived());
                ObjectNode stored = stamp.renewed(stamp.identified(id, embedded, copy), embedded);
                stored.withObjectProperty("properties").put("provisioningState", Operation.SUCCEEDED);
                world.settle(id, stored);
            }
        }
    }
}
