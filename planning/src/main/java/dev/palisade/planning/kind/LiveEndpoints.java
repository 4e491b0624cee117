package dev.palisade.planning.kind;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The online endpoints that a workspace has, whoever made them. */
public final class LiveEndpoints {
    private LiveEndpoints() {}

    public static Stream<JsonNode> of(ResourceId workspace, World world) {
        return listed(workspace + "/onlineEndpoints", world);
    }

    public static Stream<JsonNode> versionsOf(ResourceId endpoint, World world) {
        return listed(endpoint + "/deployments", world);
    }

    private static Stream<JsonNode> listed(String path, World world) {
        return world.find(path).stream()
                .flatMap(list -> StreamSupport.stream(list.path("value").spliterator(), false));
    }
}
