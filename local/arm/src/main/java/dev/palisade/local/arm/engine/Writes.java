package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.fault.FaultKind;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.LroStyle;
import dev.palisade.local.arm.kind.PolicyAssignments;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.Write;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** PUT and PATCH. */
final class Writes {
    private final World world;
    private final Reads reads;
    private final Views views;
    private final Stamp stamp;
    private final Parents parents;
    private final Embedding embedding;
    private final OperationEngine operations;

    Writes(
            World world,
            Reads reads,
            Views views,
            Stamp stamp,
            Parents parents,
            Embedding embedding,
            OperationEngine operations) {
        this.world = world;
        this.reads = reads;
        this.views = views;
        this.stamp = stamp;
        this.parents = parents;
        this.embedding = embedding;
        this.operations = operations;
    }

    ArmReply write(Target.Resource target, ArmRequest request, Strikes strikes, Instant now) {
        ResourceKind kind = target.kind();
        ResourceId id = spelled(target.id());
        reads.checkScope(id);
        ObjectNode current = world.find(id).orElse(null);
        if (current == null && request.method().equals("PATCH")) {
            throw kind.notFound(id);
        }
        Preconditions.check(request, kind, id, current);
        if (kind.lockable()) {
            Locks.enforce(id, false, world);
            PolicyAssignments.enforce(id, world);
        }
        Refusals.checkConflict(strikes, kind, id, request.base(), now);
        operations.checkIdle(id, kind, request.base());
        ObjectNode body = kind.received(bodyOf(request));
        body.withObjectProperty("properties").remove(kind.derived());
        Write write = new Write(world, id, current, body, request.query(), now);
        ObjectNode accepted = request.method().equals("PUT") ? kind.put(write) : kind.patch(write);
        return store(write, kind, accepted, request, strikes);
    }

    private static ObjectNode bodyOf(ArmRequest request) {
        if (request.body() instanceof ObjectNode sent
                && (sent.path("properties").isObject()
                        || sent.path("properties").isMissingNode())) {
            return sent.deepCopy();
        }
        throw ArmException.badRequest(
                "InvalidRequestContent",
                "The request content was invalid and could not be deserialized: a JSON object is needed, its properties an"
                        + " object too.");
    }

    /** An id keeps the case of its first writer, and takes that of its parents. */
    private ResourceId spelled(ResourceId id) {
        if (world.holds(id)) {
            return world.spelling(id);
        }
        ResourceId parent = id.parent().map(this::spelled).orElse(id);
        return ResourceId.of(parent + id.toString().substring(parent.toString().length()));
    }

    private ArmReply store(Write write, ResourceKind kind, ObjectNode accepted, ArmRequest request, Strikes strikes) {
        ResourceId id = write.id();
        ObjectNode stored = stamp.renewed(stamp.identified(id, kind, accepted), kind);
        if (strikes.strike(FaultKind.WITHOUT_EFFECT).isPresent()) {
            return pretend(write, kind, stored, request, strikes);
        }
        ObjectNode before = views.remembered(id);
        boolean childrenChanged = embedding.extract(id, kind, stored, write);
        LroStyle style = kind.type().write();
        String state = style == null ? Operation.SUCCEEDED : kind.transientState(write.creates());
        if (kind.lockable()) {
            stored.withObjectProperty("properties").put("provisioningState", state);
        }
        Effect effect = effect(write.current(), stored, childrenChanged);
        parents.alongWith(id, kind, () -> world.write(id, stored, before));
        ArmReply reply =
                ArmReply.of(write.creates() ? 201 : 200, views.of(id, kind)).with(effect);
        return style == null ? reply : begun(reply, write, kind, style, request.method(), request, strikes);
    }

    private ArmReply begun(
            ArmReply reply,
            Write write,
            ResourceKind kind,
            LroStyle style,
            String method,
            ArmRequest request,
            Strikes strikes) {
        Begin begin = new Begin(
                write.id(),
                kind,
                method,
                style,
                kind.duration(style, write),
                location(write),
                request.apiVersion(),
                write.now(),
                strikes);
        return OperationReplies.begun(reply, operations.begin(begin), style, request.base());
    }

    /** All that is answered says success; nothing is stored. */
    private ArmReply pretend(Write write, ResourceKind kind, ObjectNode stored, ArmRequest request, Strikes strikes) {
        LroStyle style = kind.type().write();
        String state = style == null ? Operation.SUCCEEDED : kind.transientState(write.creates());
        stored.withObjectProperty("properties").put("provisioningState", state);
        ArmReply reply = ArmReply.of(write.creates() ? 201 : 200, kind.view(write.id(), stored, world));
        return style == null ? reply : begun(reply, write, kind, style, Operation.NOTHING, request, strikes);
    }

    private static Effect effect(@Nullable ObjectNode before, ObjectNode after, boolean childrenChanged) {
        if (before == null) {
            return Effect.CREATED;
        }
        boolean same = Volatile.without(before).equals(Volatile.without(after)) && !childrenChanged;
        return same ? Effect.NONE : Effect.CHANGED;
    }

    private String location(Write write) {
        String own = write.world()
                .find(write.id())
                .map(stored -> stored.path("location").asText())
                .orElse(write.body().path("location").asText());
        JsonNode parent = write.id()
                .parent()
                .flatMap(world::find)
                .map(JsonNode.class::cast)
                .orElse(write.body());
        return Write.normalized(own.isEmpty() ? parent.path("location").asText() : own);
    }
}
