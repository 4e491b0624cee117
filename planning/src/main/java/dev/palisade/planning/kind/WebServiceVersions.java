package dev.palisade.planning.kind;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which versions of a classic web service there are, and which of them Palisade has ever written: the others are somebody else's. */
public final class WebServiceVersions {
    static final String VARIANTS = "/properties/variants";

    private static final JsonPointer POINTER = JsonPointer.compile(VARIANTS);

    private WebServiceVersions() {}

    /** Where a version, or a field of it, stands in its service. */
    static String path(String version, String field) {
        return VARIANTS + "/" + version + (field.isEmpty() ? "" : "/" + field);
    }

    /** A version is one that runs a model: of one that was taken away field by field, empty objects may be left. */
    static boolean isThere(JsonNode version) {
        return !version.at("/environmentImageRequest/modelIds").isEmpty();
    }

    static Set<String> present(JsonNode service) {
        return service.at(POINTER).properties().stream()
                .filter(version -> isThere(version.getValue()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is there, and was never written by us. */
    public static Set<String> foreign(ResourceId service, World world) {
        Set<String> foreign = new TreeSet<>();
        world.find(service).ifPresent(found -> foreign.addAll(present(found)));
        foreign.removeAll(written(service, world));
        return foreign;
    }

    static Set<String> written(ResourceId service, World world) {
        return deltas(service, world)
                .flatMap(delta -> delta.path().startsWith(VARIANTS + "/")
                        ? Stream.of(delta.path().split("/", -1)[3])
                        : names(delta.after(), POINTER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The names of the tags that Palisade has ever written to a version. */
    static Set<String> tags(ResourceId service, String version, World world) {
        String tags = path(version, "kvTags/");
        JsonPointer whole = JsonPointer.compile(path(version, "kvTags"));
        return deltas(service, world)
                .flatMap(delta -> delta.path().startsWith(tags)
                        ? Stream.of(JsonPointer.compile(delta.path()).last().getMatchingProperty())
                        : names(delta.after(), whole))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<Delta> deltas(ResourceId service, World world) {
        return world.ledger().entries().stream()
                .filter(entry -> entry.step().resource().equals(service))
                .flatMap(entry -> entry.step().deltas().stream());
    }

    private static Stream<String> names(@Nullable JsonNode body, JsonPointer objects) {
        return body == null
                ? Stream.empty()
                : body.at(objects).properties().stream().map(Map.Entry::getKey);
    }
}
