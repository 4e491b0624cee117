package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.document.ClusterCreation;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * The vCPUs that the subscription may still use in a region (Microsoft.Compute, usages by location): a quota, which more can be asked of,
 * and not what the region has. Only the total is looked at, which AKS counts; training clusters have quotas of their own.
 */
final class CoreQuota {
    private static final String TOTAL = "cores";

    private CoreQuota() {}

    /** Says nothing of a cluster that is there already, which the usage counts, nor if the usage cannot be had. */
    static void check(ClusterCreation cluster, Location location, World world, Draft draft) {
        if (isMissing(cluster, world)) {
            total(location, world).ifPresent(usage -> check(cluster, location, usage, world, draft));
        }
    }

    private static void check(
            ClusterCreation cluster, Location location, JsonNode usage, World world, Draft draft) {
        long limit = usage.path("limit").asLong();
        long left = limit - usage.path("currentValue").asLong();
        long needed = needed(cluster, location, world);
        if (needed > left) {
            draft.refuse(
                    FindingCode.QUOTA_TOO_SMALL,
                    cluster.createField("agent_count"),
                    WhoseMove.ADMINISTRATOR,
                    Map.of(
                            "cluster", cluster.name(),
                            "region", location.toString(),
                            "needed", String.valueOf(needed),
                            "left", String.valueOf(Math.max(0, left)),
                            "limit", String.valueOf(limit)));
        }
    }

    /** With what the clusters before it in the document take of the same quota. */
    private static long needed(ClusterCreation cluster, Location location, World world) {
        long before = world.document()
                .clusters()
                .takeWhile(other -> !other.name().equals(cluster.name()))
                .filter(other -> isMissing(other, world))
                .mapToLong(other -> vcpus(other, location, world))
                .sum();
        return before + vcpus(cluster, location, world);
    }

    private static long vcpus(ClusterCreation cluster, Location location, World world) {
        return (long) cluster.agentCount()
                * VmSizes.vcpus(cluster.vmSize(), location, world).orElse(0);
    }

    private static boolean isMissing(ClusterCreation cluster, World world) {
        return world.find(cluster.resourceId(world.document().workspace())).isEmpty();
    }

    private static Optional<JsonNode> total(Location location, World world) {
        String subscription = world.document().workspace().subscription();
        String path =
                "/subscriptions/" + subscription + "/providers/Microsoft.Compute/locations/" + location + "/usages";
        return world.listIfAllowed(path).stream()
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false))
                .filter(usage -> usage.at("/name/value").asText().equalsIgnoreCase(TOTAL))
                .findFirst();
    }
}
