package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.Etags;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.util.UUID;

/** What ARM writes on every resource: id, name, type and entity tag. */
final class Stamp {
    private final World world;

    Stamp(World world) {
        this.world = world;
    }

    ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The body to store, its identity first whatever the client sent. */
    ObjectNode identified(ResourceId id, ResourceKind kind, ObjectNode body) {
        ObjectNode stamped = object();
        stamped.put("id", id.toString())
                .put("name", id.name())
                .put("type", kind.type().name());
        body.properties().stream()
                .filter(field -> !stamped.has(field.getKey()))
                .forEach(field -> stamped.set(field.getKey(), field.getValue()));
        return stamped;
    }

    /** The body with a new entity tag, where the service has them. */
    ObjectNode renewed(ObjectNode body, ResourceKind kind) {
        String field = kind.type().etags().field();
        if (field != null) {
            String tag = UUID.randomUUID().toString();
            body.put(field, kind.type().etags() == Etags.NETWORK ? "W/\"" + tag + "\"" : tag);
        }
        return body;
    }

    /** A parent that embeds this resource changes with it. */
    void touchParent(ResourceId id, ResourceKind kind) {
        if (kind.type().embeddedAs() != null) {
            ResourceId parent = id.parent().orElseThrow();
            world.find(parent).ifPresent(body -> world.settle(parent, renewed(body.deepCopy(), kind)));
        }
    }
}
