package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmError;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.Operation;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;

/** Computes of a workspace; of their types, AmlCompute. Nodes that find no address are left out, which is no error. */
final class Computes implements ResourceKind {
    static final String TYPE = "Microsoft.MachineLearningServices/workspaces/computes";
    private static final Set<String> UNDERLYING_ACTIONS = Set.of("delete", "detach");
    private final AmlComputeRules rules;
    private final AmlComputeNodes nodes;

    Computes(AmlComputeRules rules, AmlComputeNodes nodes) {
        this.rules = rules;
        this.nodes = nodes;
    }

    @Override
    public ResourceType type() {
        LroStyle style = LroStyle.machineLearning(3);
        return new ResourceType(
                TYPE,
                ApiVersions.MACHINE_LEARNING,
                Set.of("GET", "PUT", "PATCH", "DELETE"),
                Etags.NONE,
                null,
                style,
                style.alsoLocation());
    }

    @Override
    public ObjectNode put(Write write) {
        write.requiredLocation();
        rules.check(write);
        ObjectNode body = write.body();
        ObjectNode properties = write.properties();
        String created =
                write.currentProperties().path("createdOn").asText(write.now().toString());
        properties.put("createdOn", created).put("modifiedOn", write.now().toString());
        properties.put("computeLocation", body.path("location").asText()).put("isAttachedCompute", false);
        properties.put("disableLocalAuth", properties.path("disableLocalAuth").asBoolean(false));
        ObjectNode cluster = properties.withObjectProperty("properties");
        AmlComputeNodes.complete(cluster, write.currentProperties().path("properties"), write.now());
        return body;
    }

    @Override
    public ObjectNode patch(Write write) {
        // The service's PATCH is for the scale settings alone.
        JsonNode scale = write.properties().at("/properties/scaleSettings");
        if (!scale.isObject()) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "A compute's PATCH carries properties.properties.scaleSettings.");
        }
        ObjectNode patch = write.body().objectNode();
        patch.putObject("properties").putObject("properties").set("scaleSettings", scale);
        Write narrowed = new Write(write.world(), write.id(), write.current(), patch, write.query(), write.now());
        ObjectNode merged = narrowed.merged();
        return put(new Write(write.world(), write.id(), write.current(), merged, write.query(), write.now()));
    }

    @Override
    public void delete(Write write) {
        String action = write.query().getOrDefault("underlyingresourceaction", "");
        if (!UNDERLYING_ACTIONS.contains(action.toLowerCase(Locale.ROOT))) {
            throw MachineLearningErrors.userError(
                    "BadArgument", "The query parameter underlyingResourceAction is required: Delete or Detach.");
        }
        if (action.equalsIgnoreCase("detach")) {
            throw MachineLearningErrors.userError(
                    "BadArgument",
                    "Compute " + write.id().name() + " is of type AmlCompute, which cannot be detached, only deleted.");
        }
    }

    @Override
    public ObjectNode succeeded(ResourceId id, ObjectNode body, World world, Instant now) {
        return nodes.allocated(id, body, world, now);
    }

    @Override
    public ArmError inProgress(ResourceId id, Operation running, String operationUrl) {
        return ArmError.of(
                409,
                "Conflict",
                "The compute " + id.name() + " is being changed by operation " + running.id()
                        + ". Try again when it has ended.");
    }

    @Override
    public ArmError lateFailure(ResourceId id) {
        return ArmError.of(
                400,
                "ClusterCoreQuotaReached",
                "Operation results in exceeding quota limits of Core. Maximum allowed: 0, Current in use: 0, Additional requested: 2.");
    }

    @Override
    public ObjectNode failed(ObjectNode body, ArmError error) {
        body.withObjectProperty("properties")
                .putArray("provisioningErrors")
                .addObject()
                .set("error", error.content());
        return body;
    }
}
