package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.PolicyAssignments;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Entry;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.util.List;
import java.util.Locale;

/** GETs of one resource and of collections. */
final class Reads {
    private final World world;
    private final Views views;

    Reads(World world, Views views) {
        this.world = world;
        this.views = views;
    }

    ArmReply resource(Target.Resource target, Strikes strikes) {
        ResourceId id = world.spelling(target.id());
        Entry entry = world.entry(id).orElse(null);
        // A read can be stale only after a write.
        if (entry != null
                && entry.written()
                && strikes.strike(FaultKind.STALE_READ).isPresent()) {
            ObjectNode previous = entry.previous();
            if (previous == null) {
                throw target.kind().notFound(id);
            }
            return ArmReply.of(200, views.stale(id, target.kind(), previous));
        }
        checkScope(id);
        boolean ended = entry != null
                && entry.written()
                && world.find(id).filter(Reads::isAtRest).isPresent();
        if (ended && strikes.strike(FaultKind.LAGGING_STATE).isPresent()) {
            ObjectNode lagging = world.find(id).orElseThrow().deepCopy();
            lagging.withObjectProperty("properties")
                    .put("provisioningState", target.kind().transientState(false));
            return ArmReply.of(200, views.of(id, target.kind(), lagging));
        }
        return ArmReply.of(200, views.of(id, target.kind()));
    }

    private static boolean isAtRest(ObjectNode stored) {
        return stored.at("/properties/provisioningState").asText().equals(Operation.SUCCEEDED);
    }

    /** Refuses what lies in a group, or in a parent resource, that does not exist. */
    void checkScope(ResourceId id) {
        id.parent()
                .filter(parent -> !parent.parent().isEmpty() && !isRegion(parent))
                .ifPresent(parent -> {
                    checkScope(parent);
                    if (!world.holds(parent)) {
                        boolean nested = id.type()
                                .toLowerCase(Locale.ROOT)
                                .startsWith(parent.type().toLowerCase(Locale.ROOT));
                        throw !nested
                                ? ArmException.notFound(parent)
                                : ArmException.of(
                                        404,
                                        "ParentResourceNotFound",
                                        "Can not perform requested operation on nested resource. Parent resource '"
                                                + parent.name() + "' not found.");
                    }
                });
    }

    /** A service's region is there without being a resource. */
    private static boolean isRegion(ResourceId id) {
        return id.type().toLowerCase(Locale.ROOT).endsWith("/locations");
    }

    ArmReply collection(Target.Collection target, ArmRequest request) {
        ResourceKind kind = target.kind();
        if (!target.scope().parent().isEmpty()) {
            checkScope(target.scope().child("any", "any"));
        }
        List<ObjectNode> members = switch (kind.type().name()) {
            case Locks.TYPE -> Locks.at(target.scope(), atScope(request), world);
            case PolicyAssignments.TYPE -> PolicyAssignments.at(target.scope(), world);
            default -> world.within(target.scope(), kind.type().name());
        };
        List<ObjectNode> views = members.stream().map(this.views::of).toList();
        return ArmReply.of(200, Pages.page(views, kind.type().namespace(), request));
    }

    private static boolean atScope(ArmRequest request) {
        return request.query()
                .getOrDefault("$filter", "")
                .toLowerCase(Locale.ROOT)
                .contains("atscope()");
    }
}
