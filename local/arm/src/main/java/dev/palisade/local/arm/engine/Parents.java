package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;

/** A write of a child that its parent embeds is also one of the parent: in its entity tag, and in what a stale read shows. */
final class Parents {
    private final World world;
    private final Views views;
    private final Stamp stamp;

    Parents(World world, Views views, Stamp stamp) {
        this.world = world;
        this.views = views;
        this.stamp = stamp;
    }

    /** Writes or deletes a resource, and with it its parent if that embeds it. */
    void alongWith(ResourceId id, ResourceKind kind, Runnable write) {
        if (kind.type().embeddedAs() == null) {
            write.run();
            return;
        }
        ResourceId parent = id.parent().orElseThrow();
        ObjectNode before = views.remembered(parent);
        write.run();
        world.find(parent).ifPresent(body -> world.write(parent, stamp.renewed(body.deepCopy(), kind), before));
    }
}
