package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** The VM sizes that a region offers, and how many vCPUs each has (Microsoft.Compute, virtual machine sizes by location). */
final class VmSizes {
    private VmSizes() {}

    /** The vCPUs of a size; a finding and nothing if the region does not offer it; nothing alone if the region's list cannot be had. */
    static OptionalInt vcpus(String size, Location location, String field, World world, Draft draft) {
        String subscription = world.document().workspace().subscription();
        String path =
                "/subscriptions/" + subscription + "/providers/Microsoft.Compute/locations/" + location + "/vmSizes";
        JsonNode offered = world.find(path).map(list -> list.path("value")).orElse(null);
        if (offered == null) {
            return OptionalInt.empty();
        }
        OptionalInt vcpus = StreamSupport.stream(offered.spliterator(), false)
                .filter(candidate -> candidate.path("name").asText().equalsIgnoreCase(size))
                .mapToInt(candidate -> candidate.path("numberOfCores").asInt())
                .findFirst();
        if (vcpus.isEmpty()) {
            draft.refuse(
                    FindingCode.VM_SIZE_UNKNOWN,
                    field,
                    WhoseMove.YOURS,
                    Map.of("size", size, "location", location.toString()));
        }
        return vcpus;
    }
}
