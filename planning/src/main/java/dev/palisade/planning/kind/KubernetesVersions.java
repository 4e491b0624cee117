package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.ClusterAttachment;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Profile;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/**
 * Which versions of Kubernetes a cluster may have that is attached: by profile {@code seed} 1.17 or lower (seed 004), which AKS offers no more,
 * so that every cluster of today is above it; by profile {@code current} one of the three newest minor versions of AKS, which the AzureML
 * extension supports. Both are told only: a version that is not supported may well work, and nobody can go back to 1.17.
 */
final class KubernetesVersions {
    private static final Minor SEEDS_NEWEST = new Minor(1, 17);
    private static final int SUPPORTED = 3;

    private KubernetesVersions() {}

    /** A version without its patch. */
    private record Minor(int major, int minor) implements Comparable<Minor> {
        private static final Pattern SHAPE = Pattern.compile("v?(\\d{1,4})\\.(\\d{1,4})(\\..*)?");
        private static final Comparator<Minor> ORDER =
                Comparator.comparingInt(Minor::major).thenComparingInt(Minor::minor);

        static Optional<Minor> of(String version) {
            Matcher shape = SHAPE.matcher(version);
            return shape.matches()
                    ? Optional.of(new Minor(Integer.parseInt(shape.group(1)), Integer.parseInt(shape.group(2))))
                    : Optional.empty();
        }

        @Override
        public int compareTo(Minor other) {
            return ORDER.compare(this, other);
        }

        @Override
        public String toString() {
            return major + "." + minor;
        }
    }

    /** Says nothing of a cluster that does not tell its version, nor while nobody tells which ones there are. */
    static void check(ClusterAttachment attachment, JsonNode cluster, World world, Draft draft) {
        String version = version(cluster);
        if (world.document().profile() == Profile.CURRENT) {
            Minor.of(version)
                    .ifPresent(minor -> oldestSupported(cluster, attachment, world)
                            .filter(oldest -> minor.compareTo(oldest) < 0)
                            .ifPresent(oldest -> warnUnsupported(attachment, version, oldest, draft)));
        }
    }

    /** What nobody can mend is told where the cluster is attached, and not again of one that works. */
    static void checkBeforeAttaching(ClusterAttachment attachment, JsonNode cluster, World world, Draft draft) {
        if (world.document().profile() == Profile.SEED) {
            warnAboveSeeds(attachment, version(cluster), draft);
        }
    }

    private static String version(JsonNode cluster) {
        JsonNode properties = cluster.path("properties");
        return properties
                .path("currentKubernetesVersion")
                .asText(properties.path("kubernetesVersion").asText());
    }

    private static void warnAboveSeeds(ClusterAttachment attachment, String version, Draft draft) {
        if (Minor.of(version).filter(minor -> minor.compareTo(SEEDS_NEWEST) > 0).isPresent()) {
            draft.warn(
                    FindingCode.CLUSTER_VERSION_ABOVE_SEEDS,
                    attachment.attachField("resource_id"),
                    Map.of(
                            "cluster", attachment.cluster().name(),
                            "version", version,
                            "newest", SEEDS_NEWEST.toString()));
        }
    }

    private static void warnUnsupported(ClusterAttachment attachment, String version, Minor oldest, Draft draft) {
        draft.warn(
                FindingCode.CLUSTER_VERSION_UNSUPPORTED,
                attachment.attachField("resource_id"),
                Map.of(
                        "cluster", attachment.cluster().name(),
                        "version", version,
                        "oldest", oldest.toString()));
    }

    /** Microsoft.ContainerService, ManagedClusters_ListKubernetesVersions: previews are none of the three. */
    private static Optional<Minor> oldestSupported(JsonNode cluster, ClusterAttachment attachment, World world) {
        String list = "/subscriptions/" + attachment.cluster().subscription()
                + "/providers/Microsoft.ContainerService/locations/" + World.location(cluster) + "/kubernetesVersions";
        return world.listIfAllowed(list).stream()
                .flatMap(body -> StreamSupport.stream(body.path("values").spliterator(), false))
                .filter(offered -> !offered.path("isPreview").asBoolean())
                .flatMap(offered -> Minor.of(offered.path("version").asText()).stream())
                .distinct()
                .sorted(Comparator.reverseOrder())
                .limit(SUPPORTED)
                .reduce((newer, older) -> older);
    }
}
