package dev.palisade.planning;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.removal.Removal;
import dev.palisade.planning.request.Asked;
import java.util.List;
import java.util.Map;

/**
 * The resources that a single operation names to be taken away, the main one first; none for an operation that takes nothing away.
 *
 * @param resources a cluster stands for its extension as well
 */
record Removed(List<ResourceId> resources) {
    Removed {
        resources = List.copyOf(resources);
    }

    static Removed by(Asked asked) {
        String name = asked.data().path("name").asText();
        ResourceId compute = asked.environment().child("computes", name);
        return switch (asked.type()) {
            case COMPUTE_DELETE, DETACH -> new Removed(List.of(compute));
            case CLUSTER_DELETE ->
                new Removed(List.of(asked.environment().sibling(ClusterCreation.TYPE, name), compute));
            default -> new Removed(List.of());
        };
    }

    boolean names(ResourceId resource) {
        return resources.contains(resource)
                || (resource.isOfType(ResourceKind.CLUSTER_EXTENSION.armType())
                        && resources.contains(resource.topLevel()));
    }

    /** Only what Palisade created may it take away. What is not there any more is nobody's. */
    List<Finding> notOurs(World world) {
        return resources.stream()
                .limit(1)
                .filter(resource -> world.find(resource).isPresent() && !Removal.isCreatedByUs(resource, world))
                .map(resource -> Finding.refusal(
                        FindingCode.NOT_OURS, "/name", WhoseMove.YOURS, Map.of("resource", resource.toString())))
                .toList();
    }
}
