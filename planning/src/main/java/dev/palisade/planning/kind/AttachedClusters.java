package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One attachment per cluster (seed 004: "do not create multiple simultaneous attachments of the same AKS cluster; the new attachment breaks the
 * earlier ones"): neither in a workspace that we can list, nor claimed by another environment.
 */
final class AttachedClusters {
    private static final String WORKSPACES = "/providers/Microsoft.MachineLearningServices/workspaces";

    private AttachedClusters() {}

    /** @param compute what the cluster is to be attached as */
    static void refuseSecond(ClusterAttachment attachment, ResourceId compute, World world, Draft draft) {
        Listings listings = new Listings(attachment, world, draft);
        Stream.concat(elsewhere(attachment.cluster(), compute, listings), claimed(attachment.cluster(), compute, world))
                .findFirst()
                .ifPresent(other -> draft.refuse(
                        FindingCode.CLUSTER_ATTACHED_ELSEWHERE,
                        attachment.field(),
                        WhoseMove.YOURS,
                        Map.of("cluster", attachment.cluster().name(), "other", other)));
    }

    /** A cluster that is not there yet has no attachment. */
    private static Stream<String> elsewhere(ResourceId cluster, ResourceId compute, Listings listings) {
        if (listings.world().find(cluster).isEmpty()) {
            return Stream.empty();
        }
        Stream<ResourceId> listed = Stream.of(cluster.subscription(), compute.subscription())
                .map(subscription -> "/subscriptions/" + subscription.toLowerCase(Locale.ROOT) + WORKSPACES)
                .distinct()
                .flatMap(listings::values)
                .flatMap(workspace -> ResourceId.parse(workspace.path("id").asText()).stream());
        // Its own workspace is looked at even where the others may not be listed.
        return Stream.concat(listed, Stream.of(compute.parent()))
                .distinct()
                .map(workspace -> workspace + "/computes")
                .flatMap(listings::values)
                .filter(other -> clusterOf(other).filter(cluster::equals).isPresent())
                .flatMap(other -> ResourceId.parse(other.path("id").asText()).stream())
                .filter(other -> !other.equals(compute))
                .map(ResourceId::toString);
    }

    private static Stream<String> claimed(ResourceId cluster, ResourceId compute, World world) {
        return world.neighbours(cluster).others().stream()
                .filter(neighbour -> holds(neighbour, cluster, compute))
                .map(neighbour -> "environment " + neighbour.name());
    }

    private static boolean holds(Neighbour neighbour, ResourceId cluster, ResourceId compute) {
        return neighbour.claims().attachments().stream()
                .anyMatch(held ->
                        held.cluster().equals(cluster) && !held.compute().equals(compute));
    }

    /** The cluster that a compute holds; empty for a compute of another type. */
    static Optional<ResourceId> clusterOf(JsonNode compute) {
        return ResourceId.parse(compute.at("/properties/resourceId").asText());
    }

    /** Where to look for other attachments; of what we may not list, a person is told instead. */
    private record Listings(ClusterAttachment attachment, World world, Draft draft) {
        Stream<JsonNode> values(String path) {
            Optional<JsonNode> list = world.listIfAllowed(path);
            if (world.isForbidden(path)) {
                draft.warn(
                        FindingCode.ATTACHMENTS_UNSEEN,
                        attachment.field(),
                        Map.of("cluster", attachment.cluster().name(), "list", path));
            }
            return list.stream()
                    .flatMap(body -> StreamSupport.stream(body.path("value").spliterator(), false));
        }
    }
}
