package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.plan.Profile;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The online endpoints and classic web services that a workspace has, whoever made them. */
public final class LiveEndpoints {
    private LiveEndpoints() {}

    /** Classic services only where the document is of their time: a workspace of today need not know what they are. */
    public static Stream<JsonNode> of(EnvironmentDocument document, World world) {
        Stream<JsonNode> online = listed(document.workspace() + "/onlineEndpoints", world);
        return document.profile() == Profile.SEED
                ? Stream.concat(online, listed(document.workspace() + "/services", world))
                : online;
    }

    /** What is served from a compute: from one of computeType AKS classic services, from another online endpoints. */
    public static Stream<JsonNode> servedFrom(ResourceId compute, World world) {
        boolean classic = world.find(compute)
                .filter(found -> found.at("/properties/computeType").asText().equalsIgnoreCase("AKS"))
                .isPresent();
        return classic
                ? listed(compute.parent() + "/services", world)
                        .filter(service ->
                                service.at("/properties/computeName").asText().equalsIgnoreCase(compute.name()))
                : listed(compute.parent() + "/onlineEndpoints", world)
                        .filter(endpoint ->
                                endpoint.at("/properties/compute").asText().equalsIgnoreCase(compute.toString()));
    }

    public static Stream<JsonNode> versionsOf(ResourceId endpoint, World world) {
        return listed(endpoint + "/deployments", world);
    }

    /** The per cent of its endpoint's traffic that a version takes. */
    public static int share(ResourceId version, World world) {
        return world.find(version.parent()).stream()
                .flatMap(endpoint -> endpoint.at("/properties/traffic").properties().stream())
                .filter(share -> share.getKey().equalsIgnoreCase(version.name()))
                .mapToInt(share -> share.getValue().asInt())
                .sum();
    }

    private static Stream<JsonNode> listed(String path, World world) {
        return world.find(path).stream()
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false));
    }
}
