package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.Write;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Instant;

/** DELETE. */
final class Deletes {
    private final World world;
    private final Reads reads;
    private final Views views;
    private final Stamp stamp;
    private final Parents parents;
    private final OperationEngine operations;

    Deletes(World world, Reads reads, Views views, Stamp stamp, Parents parents, OperationEngine operations) {
        this.world = world;
        this.reads = reads;
        this.views = views;
        this.stamp = stamp;
        this.parents = parents;
        this.operations = operations;
    }

    ArmReply delete(Target.Resource target, ArmRequest request, Strikes strikes, Instant now) {
        ResourceKind kind = target.kind();
        ResourceId id = world.spelling(target.id());
        reads.checkScope(id);
        ObjectNode current = world.find(id).orElse(null);
        Preconditions.check(request, kind, id, current);
        Write write = new Write(world, id, current, stamp.object(), request.query(), now);
        if (current == null) {
            return ArmReply.of(204, null);
        }
        if (kind.lockable()) {
            Locks.enforce(id, true, world);
        }
        Refusals.checkConflict(strikes, kind, id, request.base(), now);
        operations.checkIdle(id, kind, request.base());
        kind.delete(write);
        LroStyle style = kind.type().delete();
        if (strikes.strike(FaultKind.WITHOUT_EFFECT).isPresent()) {
            return style == null
                    ? ArmReply.of(200, null)
                    : begun(write, kind, style, Operation.NOTHING, current, request, strikes);
        }
        if (style == null) {
            parents.alongWith(id, kind, () -> world.remove(id, views.remembered(id)));
            return ArmReply.of(200, null).with(Effect.DELETED);
        }
        return begin(write, kind, style, current, request, strikes);
    }

    private ArmReply begin(
            Write write, ResourceKind kind, LroStyle style, ObjectNode current, ArmRequest request, Strikes strikes) {
        ObjectNode deleting = stamp.renewed(current.deepCopy(), kind);
        deleting.withObjectProperty("properties").put("provisioningState", "Deleting");
        ObjectNode before = views.remembered(write.id());
        parents.alongWith(write.id(), kind, () -> world.write(write.id(), deleting, before));
        return begun(write, kind, style, "DELETE", current, request, strikes).with(Effect.DELETED);
    }

    private ArmReply begun(
            Write write,
            ResourceKind kind,
            LroStyle style,
            String method,
            ObjectNode current,
            ArmRequest request,
            Strikes strikes) {
        String location = Write.normalized(current.path("location")
                .asText(write.id()
                        .parent()
                        .flatMap(world::find)
                        .map(parent -> parent.path("location").asText())
                        .orElse("")));
        Operation operation = operations.begin(new Begin(
                write.id(),
                kind,
                method,
                style,
                style.duration(),
                location,
                request.apiVersion(),
                write.now(),
                strikes));
        return OperationReplies.begun(ArmReply.of(202, null), operation, style, request.base());
    }
}
