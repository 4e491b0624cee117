package dev.palisade.activities.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.ArmWrite.Guard;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.ResourceKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * An AKS cluster. {@code ManagedClusters_CreateOrUpdate} takes {@code If-None-Match: *}, and every later write the etag that was read. It is
 * scaled as Azure's own command line scales it, by writing back what was read with another count. An operation in flight is broken off by
 * {@code ManagedClusters_AbortLatestOperation}; the cluster is then Canceled, and still there.
 */
final class ManagedCluster implements ArmKind.Abortable, ArmKind.Changeable {
    @Override
    public ResourceKind kind() {
        return ResourceKind.MANAGED_CLUSTER;
    }

    @Override
    public String noun() {
        return "managed cluster";
    }

    @Override
    public Duration settlingWindow() {
        return Duration.ofSeconds(60);
    }

    @Override
    public Duration typicalDeletion() {
        return Duration.ofMinutes(8);
    }

    @Override
    public boolean creationIsGuarded() {
        return true;
    }

    @Override
    public ArmWrite create(ResourceId resource, ObjectNode body) {
        return ArmWrite.put(resource, body, Guard.ABSENT);
    }

    @Override
    public ArmWrite delete(ResourceId resource, JsonNode read) {
        return ArmWrite.delete(resource, Map.of(), Guard.unchanged(read));
    }

    @Override
    public ArmWrite abort(ResourceId resource) {
        return ArmWrite.post(resource, "abort");
    }

    @Override
    public ArmWrite change(ResourceId resource, JsonNode read, List<Delta> deltas) {
        JsonNode whole = DeltaComparison.apply(read, deltas);
        return ArmWrite.put(resource, ClusterBody.writable((ObjectNode) whole), Guard.unchanged(read));
    }
}
