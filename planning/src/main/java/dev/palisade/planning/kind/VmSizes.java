package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.Location;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.StreamSupport;

/** The VM sizes that a region offers, and how many vCPUs each has (Microsoft.Compute, virtual machine sizes by location). */
final class VmSizes {
    private VmSizes() {}

    /** The vCPUs of a size; a finding and nothing if the region does not offer it; nothing alone if the region's list cannot be had. */
    static OptionalInt vcpus(String size, Location location, String field, World world, Draft draft) {
        OptionalInt vcpus = vcpus(size, location, world);
        if (vcpus.isEmpty() && offered(location, world).isPresent()) {
            draft.refuse(
                    FindingCode.VM_SIZE_UNKNOWN,
                    field,
                    WhoseMove.YOURS,
                    Map.of("size", size, "location", location.toString()));
        }
        return vcpus;
    }

    /** Empty if the region does not offer the size, or its list cannot be had. */
    static OptionalInt vcpus(String size, Location location, World world) {
        return named(size, location, world).stream()
                .mapToInt(found -> found.path("numberOfCores").asInt())
                .findFirst();
    }

    /** All that the region says of a size. Empty if it does not offer it, or its list cannot be had. */
    static Optional<JsonNode> named(String size, Location location, World world) {
        return offered(location, world).stream()
                .flatMap(sizes -> StreamSupport.stream(sizes.spliterator(), false))
                .filter(candidate -> candidate.path("name").asText().equalsIgnoreCase(size))
                .findFirst();
    }

    private static Optional<JsonNode> offered(Location location, World world) {
        String subscription = world.document().workspace().subscription();
        String path =
                "/subscriptions/" + subscription + "/providers/Microsoft.Compute/locations/" + location + "/vmSizes";
        return world.find(path).map(list -> list.path("value"));
    }
}
