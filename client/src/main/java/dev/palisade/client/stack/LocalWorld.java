package dev.palisade.client.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.palisade.client.failure.CommandFailure;
import dev.palisade.planning.arm.ResourceId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the local stack starts with: the simulator's resources, the broker's queues, and what follows from both.
 *
 * @param queues queue of each team; a queue {@code palisade-research} is team research's
 * @param subscriptions ARM IDs of those that the simulator has, and so every team's scope here
 */
public record LocalWorld(Path worldFile, Path serviceBusFile, Map<String, String> queues, Set<String> subscriptions) {
    private static final String QUEUE_PREFIX = "palisade-";

    public LocalWorld {
        queues = Map.copyOf(queues);
        subscriptions = Set.copyOf(subscriptions);
    }

    public static LocalWorld of(Path home) {
        Path world = home.resolve("examples/world.json");
        Path serviceBus = home.resolve("examples/servicebus.json");
        return new LocalWorld(world, serviceBus, queues(read(serviceBus)), subscriptions(read(world)));
    }

    static Map<String, String> queues(JsonNode configuration) {
        Map<String, String> queues = new TreeMap<>();
        for (JsonNode queue : configuration.at("/UserConfig/Namespaces/0/Queues")) {
            String name = queue.path("Name").asText();
            queues.put(name.startsWith(QUEUE_PREFIX) ? name.substring(QUEUE_PREFIX.length()) : name, name);
        }
        return queues;
    }

    static Set<String> subscriptions(JsonNode resources) {
        Set<String> subscriptions = new TreeSet<>();
        resources.forEach(resource -> ResourceId.parse(resource.path("id").asText())
                .ifPresent(id -> subscriptions.add("/subscriptions/" + id.subscription())));
        return subscriptions;
    }

    private static JsonNode read(Path file) {
        try {
            return new JsonMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw CommandFailure.unavailable(
                    "The local stack needs " + file + ", which cannot be read: " + e.getMessage(), e);
        }
    }
}
