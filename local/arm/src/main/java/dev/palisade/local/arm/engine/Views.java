package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import org.jspecify.annotations.Nullable;

/** What a GET shows of a stored resource: with its embedded children and what the service derives. */
final class Views {
    private final World world;
    private final ResourceKinds kinds;

    Views(World world, ResourceKinds kinds) {
        this.world = world;
        this.kinds = kinds;
    }

    ObjectNode of(ResourceId id, ResourceKind kind) {
        return of(id, kind, world.find(id).orElseThrow(() -> kind.notFound(id)));
    }

    ObjectNode of(ResourceId id, ResourceKind kind, ObjectNode stored) {
        return kind.view(id, whole(id, kind, stored), world);
    }

    /** What a GET showed before the last write. */
    ObjectNode stale(ResourceId id, ResourceKind kind, ObjectNode previous) {
        return kind.view(id, previous.deepCopy(), world);
    }

    private ObjectNode whole(ResourceId id, ResourceKind kind, ObjectNode stored) {
        ObjectNode view = stored.deepCopy();
        for (ResourceKind embedded : kinds.embeddedIn(kind.type().name())) {
            ArrayNode children = view.withObjectProperty("properties")
                    .putArray(embedded.type().embeddedAs());
            for (ObjectNode child : world.children(id, embedded.type().name())) {
                children.add(of(ResourceId.of(child.path("id").asText()), embedded, child));
            }
        }
        return view;
    }

    /** What a GET shows now, to be remembered for stale reads; null if nothing is there. */
    @Nullable
    ObjectNode remembered(ResourceId id) {
        return world.find(id)
                .flatMap(stored -> kinds.find(id.type()).map(kind -> whole(id, kind, stored)))
                .orElse(null);
    }

    ObjectNode of(ObjectNode stored) {
        ResourceId id = ResourceId.of(stored.path("id").asText());
        return kinds.find(id.type()).map(kind -> of(id, kind, stored)).orElseThrow();
    }
}
