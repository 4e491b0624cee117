package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** The virtual machine sizes that every region of this world offers, in the shape of Microsoft.Compute's list. */
public final class VmSizes {
    private final JsonNode list;
    private final Map<String, Integer> cores = new TreeMap<>();

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
        }
    }

    /** The answer of {@code GET …/locations/{l}/vmSizes}. */
    public ObjectNode answer() {
        ObjectNode answer = new ObjectMapper().createObjectNode();
        answer.set("value", list.deepCopy());
        return answer;
    }

    /** The vCPUs of all nodes of an AKS cluster. */
    int cores(JsonNode cluster) {
        int sum = 0;
        for (JsonNode pool : cluster.at("/properties/agentPoolProfiles")) {
            int each =
                    cores(pool.path("vmSize").asText(), cluster.path("location").asText());
            sum += pool.path("count").asInt(1) * each;
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
