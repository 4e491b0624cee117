package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmError;
import dev.palisade.activities.arm.ArmErrorReader;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A compute cluster of a workspace. {@code Compute_CreateOrUpdate} knows no condition, so only the read before it guards a creation; its
 * answer tells: 201 for a new one, 200 for one that was there.
 */
final class AmlCompute implements ArmKind.Creatable, ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.AML_COMPUTE;
    }

    @Override
    public String noun() {
        return "compute cluster";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(2);
    }

    @Override
    public boolean creationIsGuarded() {
        return false;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.NONE);
    }

    /** {@code Compute_Update} takes the scale settings, complete, and nothing else. */
    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        JsonNode scale = DeltaComparison.apply(read, deltas).at("/properties/properties/scaleSettings");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("properties").putObject("properties").set("scaleSettings", scale);
        return ArmWrite.patch(resource, body, Guard.NONE);
    }

    /** The parameter is required; an AmlCompute has nothing underneath that could be kept. */
    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of("underlyingResourceAction", "Delete"), Guard.NONE);
    }

    /**
     * A cluster that could not get all its nodes says Succeeded and lists errors: no failure, as Azure goes on trying and nodes come and go.
     * But one that has errors, or nodes that are cut off from what manages them, and fewer others than its minimum is not what was asked for.
     */
    @Override
    public Optional<ArmError> shortfall(JsonNode resource) {
        JsonNode cluster = resource.at("/properties/properties");
        int unusable = cluster.at("/nodeStateCounts/unusableNodeCount").asInt();
        int nodes = cluster.path("currentNodeCount").asInt() - unusable;
        int minimum = cluster.at("/scaleSettings/minNodeCount").asInt();
        JsonNode errors = cluster.path("errors");
        if (nodes >= minimum || (errors.isEmpty() && unusable == 0)) {
            return Optional.empty();
        }
        String said = "The cluster has " + nodes + " nodes of at least " + minimum;
        return Optional.of(ArmErrorReader.readLate(
                errors,
                unusable > 0 ? "NodesUnusable" : "NodesMissing",
                unusable > 0
                        ? said + ", and " + unusable
                                + " more that cannot be used: rules or routes of their subnet cut them off."
                        : said + "."));
    }
}
