package dev.palisade.local.arm.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.kind.AgentPools;
import dev.palisade.local.arm.kind.Locks;
import dev.palisade.local.arm.kind.ResourceKind;
import dev.palisade.local.arm.kind.ResourceKinds;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.Effect;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Instant;

/** Requests for agent pools, answered by reading and writing their cluster. */
final class AgentPoolRequests {
    private final World world;
    private final Reads reads;
    private final Writes writes;
    private final ResourceKinds kinds;

    AgentPoolRequests(World world, Reads reads, Writes writes, ResourceKinds kinds) {
        this.world = world;
        this.reads = reads;
        this.writes = writes;
        this.kinds = kinds;
    }

    ArmReply collection(ResourceId clusterId) {
        ResourceId id = world.spelling(clusterId);
        reads.checkScope(id.child("agentPools", "any"));
        ObjectNode cluster = world.find(id).orElseThrow();
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode values = answer.putArray("value");
        for (JsonNode profile : cluster.at("/properties/agentPoolProfiles")) {
            ResourceId pool = id.child("agentPools", profile.path("name").asText());
            values.add(AgentPools.of(cluster, pool));
        }
        return ArmReply.of(200, answer);
    }

    ArmReply resource(ResourceId asked, ArmRequest request, Strikes strikes, Instant now) {
        reads.checkScope(asked);
        ResourceId clusterId = world.spelling(asked.parent().orElseThrow());
        ResourceId pool = clusterId.child("agentPools", asked.name());
        ObjectNode cluster = world.find(clusterId).orElseThrow();
        boolean there = AgentPools.of(cluster, pool).isObject();
        return switch (request.method()) {
            case "GET" -> get(cluster, pool);
            case "DELETE" -> there ? delete(cluster, pool, request, strikes, now) : ArmReply.of(204, null);
            default -> put(cluster, pool, request, strikes, now);
        };
    }

    private static ArmReply get(ObjectNode cluster, ResourceId pool) {
        JsonNode view = AgentPools.of(cluster, pool);
        if (view.isMissingNode()) {
            throw ArmException.of(404, "NotFound", "Could not find the agent pool " + pool.name() + ".");
        }
        return ArmReply.of(200, view);
    }

    private ArmReply put(ObjectNode cluster, ResourceId pool, ArmRequest request, Strikes strikes, Instant now) {
        JsonNode body = request.body();
        if (body == null || !body.path("properties").isObject()) {
            throw ArmException.badRequest("InvalidParameter", "Required parameter properties is missing (null).");
        }
        boolean there = AgentPools.of(cluster, pool).isObject();
        ArmReply reply = write(AgentPools.with(cluster, pool, body.path("properties")), pool, request, strikes, now);
        JsonNode view = AgentPools.of(reply.body() == null ? cluster : reply.body(), pool);
        return reply.answering(there ? 200 : 201, view).with(there ? reply.effect() : Effect.CREATED);
    }

    private ArmReply delete(ObjectNode cluster, ResourceId pool, ArmRequest request, Strikes strikes, Instant now) {
        Locks.enforce(pool, true, world);
        return write(AgentPools.without(cluster, pool), pool, request, strikes, now)
                .answering(202, null)
                .with(Effect.DELETED);
    }

    private ArmReply write(ObjectNode cluster, ResourceId pool, ArmRequest request, Strikes strikes, Instant now) {
        ResourceId id = pool.parent().orElseThrow();
        ResourceKind kind = kinds.find(id.type()).orElseThrow();
        return writes.write(new Target.Resource(id, kind), request.asPut(cluster), strikes, now);
    }
}
