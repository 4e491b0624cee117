package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The virtual machine sizes that every region of this world offers. Their families are those that quotas are of. */
final class VmSizes {
    private static final Pattern FAMILY = Pattern.compile("(?i)standard(.+)Family");
    private final JsonNode list;
    private final Map<String, Integer> cores = new TreeMap<>();
    private final Map<String, String> families = new TreeMap<>();

    VmSizes() {
        try (InputStream sizes = VmSizes.class.getResourceAsStream("/dev/palisade/local/arm/vm-sizes.json")) {
            list = new ObjectMapper().readTree(sizes);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the virtual machine sizes", e);
        }
        for (JsonNode size : list) {
            cores.put(
                    size.path("name").asText().toLowerCase(Locale.ROOT),
                    size.path("numberOfCores").asInt());
            families.put(
                    size.path("name").asText().toLowerCase(Locale.ROOT),
                    size.path("family").asText());
        }
    }

    /** The answer of {@code GET …/locations/{l}/vmSizes} of Microsoft.Compute, which says nothing of families. */
    ObjectNode answer() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ArrayNode sizes = answer.putArray("value");
        list.forEach(size -> sizes.add(((ObjectNode) size.deepCopy()).without(List.of("family", "gpus"))));
        return answer;
    }

    /** The same of Microsoft.MachineLearningServices. */
    ObjectNode trainingAnswer() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        ArrayNode sizes = answer.putArray("value");
        for (JsonNode size : list) {
            ObjectNode offered = sizes.addObject();
            offered.set("name", size.path("name"));
            offered.set("family", size.path("family"));
            offered.set("vCPUs", size.path("numberOfCores"));
            offered.set("gpus", size.path("gpus"));
            offered.set("osVhdSizeMB", size.path("osDiskSizeInMB"));
            offered.set("maxResourceVolumeMB", size.path("resourceDiskSizeInMB"));
            offered.put("memoryGB", size.path("memoryInMB").asInt() / 1024.0);
            offered.put("lowPriorityCapable", true);
            offered.putArray("supportedComputeTypes").add("AmlCompute").add("ComputeInstance");
        }
        return answer;
    }

    Set<String> families() {
        return new TreeSet<>(families.values());
    }

    /** The family of a size that is offered. */
    String family(String size) {
        return families.getOrDefault(size.toLowerCase(Locale.ROOT), "");
    }

    boolean isOfFamily(String size, String family) {
        return family(size).equals(family);
    }

    /** A family as Azure says it to people: "Standard Dv2 Family". */
    static String words(String family) {
        return family.contains(" ") ? family : FAMILY.matcher(family).replaceFirst("Standard $1 Family");
    }

    /** The vCPUs of all nodes of an AKS cluster. */
    int cores(JsonNode cluster) {
        return cores(cluster, cluster.path("location").asText(), null);
    }

    /**
     * The same of the nodes of one family.
     *
     * @param family null for all
     */
    int coresOfFamily(JsonNode cluster, @Nullable String family) {
        return cores(cluster, cluster.path("location").asText(), family);
    }

    private int cores(JsonNode cluster, String location, @Nullable String family) {
        int sum = 0;
        for (JsonNode pool : cluster.at("/properties/agentPoolProfiles")) {
            String size = pool.path("vmSize").asText();
            int each = cores(size, location);
            sum += family == null || isOfFamily(size, family)
                    ? pool.path("count").asInt(1) * each
                    : 0;
        }
        return sum;
    }

    /** The vCPUs of a size, in any case; 400 for a size that is not offered. */
    int cores(String size, String location) {
        Integer known = cores.get(size.toLowerCase(Locale.ROOT));
        if (known == null) {
            throw ArmException.badRequest(
                    "BadRequest",
                    "The VM size of " + size + " is not available in location '" + location
                            + "'. The list of available sizes is at Microsoft.Compute/locations/" + location
                            + "/vmSizes.");
        }
        return known;
    }
}
