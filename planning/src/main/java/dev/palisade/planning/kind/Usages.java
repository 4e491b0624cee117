package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.arm.ResourceId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The quotas of a subscription in a region and what is used of them, as each service tells them ({@code locations/{l}/usages}). Nothing is
 * known of a quota whose list Azure does not let us read: then its own refusal comes, and names it.
 */
final class Usages {
    private static final String MACHINE_LEARNING = "Microsoft.MachineLearningServices";
    private static final String FAMILY_OF_CLUSTERS = "clusterdedicatedvcpus";

    private final ResourceId workspace;
    private final World world;

    Usages(World world) {
        this.world = world;
        this.workspace = world.document().workspace();
    }

    /**
     * One quota.
     *
     * @param name as Azure says it to people
     */
    record Quota(String key, String name, Location region, long limit, long used) {
        /** Azure writes −1 where it sets no limit. */
        boolean isLimited() {
            return limit >= 0;
        }
    }

    /** What AKS counts: all vCPUs of the region, and those of the size's family. */
    Stream<Quota> ofVirtualMachines(String size, Location region) {
        Optional<String> family = family(size, region);
        return listed("Microsoft.Compute", region)
                .filter(usage -> isNamed(usage, "cores")
                        || family.filter(wanted -> isNamed(usage, wanted)).isPresent())
                .map(usage -> quota("Microsoft.Compute", usage, region));
    }

    /** What Azure Machine Learning counts beside these: dedicated vCPUs of training clusters, all and by family, also of the workspace. */
    Stream<Quota> ofTraining(String size, Location region) {
        Optional<String> family = family(size, region).map(name -> name + FAMILY_OF_CLUSTERS);
        return listed(MACHINE_LEARNING, region)
                .filter(usage -> isOfType(usage, "dedicatedCores")
                        || ((isOfType(usage, "vmFamily") || isOfOurWorkspace(usage))
                                && family.filter(wanted -> isNamed(usage, wanted))
                                        .isPresent()))
                .map(usage -> quota(MACHINE_LEARNING, usage, region));
    }

    /** How many clusters there may be; Azure calls the type "totalCores". */
    Stream<Quota> ofClusters(Location region) {
        return listed(MACHINE_LEARNING, region)
                .filter(usage -> isOfType(usage, "totalCores") && isNamed(usage, "Clusters"))
                .map(usage -> quota(MACHINE_LEARNING, usage, region));
    }

    /** The first of these that the region counts: of what has several quotas, the one of the SKU that Azure still makes. */
    Optional<Quota> ofNetwork(List<String> names, Location region) {
        List<JsonNode> usages = listed("Microsoft.Network", region).toList();
        return names.stream()
                .flatMap(name -> usages.stream().filter(usage -> isNamed(usage, name)))
                .findFirst()
                .map(usage -> quota("Microsoft.Network", usage, region));
    }

    /** Only Azure Machine Learning's list of sizes says the family. */
    private Optional<String> family(String size, Location region) {
        return values(path(MACHINE_LEARNING, region, "vmSizes"))
                .filter(offered -> offered.path("name").asText().equalsIgnoreCase(size))
                .map(offered -> offered.path("family").asText())
                .filter(family -> !family.isEmpty())
                .findFirst();
    }

    private Stream<JsonNode> listed(String namespace, Location region) {
        return values(path(namespace, region, "usages"));
    }

    private Stream<JsonNode> values(String path) {
        return world.listIfAllowed(path).stream()
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false));
    }

    private String path(String namespace, Location region, String list) {
        return "/subscriptions/" + workspace.subscription() + "/providers/" + namespace + "/locations/" + region + "/"
                + list;
    }

    private static Quota quota(String namespace, JsonNode usage, Location region) {
        String value = usage.at("/name/value").asText();
        String place = usage.path("id").asText();
        return new Quota(
                normalized(namespace + region + place + value),
                usage.at("/name/localizedValue").asText(value),
                region,
                usage.path("limit").asLong(),
                usage.path("currentValue").asLong());
    }

    /** "Standard Dv2 Family Cluster Dedicated vCPUs" is of the family that the list of sizes calls standardDv2Family. */
    private static boolean isNamed(JsonNode usage, String name) {
        return normalized(usage.at("/name/value").asText()).equals(normalized(name));
    }

    private static boolean isOfType(JsonNode usage, String type) {
        return usage.path("type").asText().equalsIgnoreCase(MACHINE_LEARNING + "/" + type + "/usages");
    }

    private boolean isOfOurWorkspace(JsonNode usage) {
        return usage.path("id").asText().toLowerCase(Locale.ROOT).startsWith(workspace.key() + "/usages/");
    }

    private static String normalized(String text) {
        return text.replace(" ", "").toLowerCase(Locale.ROOT);
    }
}
