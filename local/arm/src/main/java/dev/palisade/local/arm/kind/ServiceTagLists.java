package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/**
 * The list of service tags with the addresses behind them, one for the whole cloud, in the shape of {@code ServiceTags_List}. It changes: each
 * change gives the tag and the list a new number. The addresses are of ranges that nobody has (RFC 2544, RFC 3849).
 */
public final class ServiceTagLists implements ResourceKind {
    private static final String TYPE = "Microsoft.Network/serviceTags";
    private static final String CHANGE_NUMBER = "changeNumber";
    /** Of no subscription: all see the same. */
    private static final ResourceId PLACE =
            ResourceId.of("/subscriptions/00000000-0000-0000-0000-000000000000/providers/" + TYPE + "/public");

    private final ObjectNode first;

    ServiceTagLists() {
        try (InputStream tags =
                ServiceTagLists.class.getResourceAsStream("/dev/palisade/local/arm/service-tags.json")) {
            first = (ObjectNode) new ObjectMapper().readTree(tags);
        } catch (IOException e) {
            throw new UncheckedIOException("Reading the service tags", e);
        }
    }

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.NETWORK);
    }

    @Override
    public boolean lockable() {
        return false;
    }

    /** The list as it is now, without its values. */
    public ObjectNode head(ResourceId subscription, World world) {
        ObjectNode head = new ObjectMapper().createObjectNode();
        head.put("name", "public").put("id", subscription + "/providers/" + TYPE + "/public");
        head.put("type", TYPE);
        head.setAll(list(world).retain(CHANGE_NUMBER, "cloud"));
        return head;
    }

    /** Its values, in the order of their names. */
    public List<ObjectNode> values(World world) {
        return StreamSupport.stream(list(world).path("values").spliterator(), false)
                .map(ObjectNode.class::cast)
                .toList();
    }

    /**
     * Gives a tag other addresses, and it and the list new numbers.
     *
     * @return false if there is no such tag, in any case
     */
    public boolean change(String tag, Collection<String> added, Collection<String> removed, World world) {
        ObjectNode list = list(world);
        Optional<JsonNode> found = StreamSupport.stream(list.path("values").spliterator(), false)
                .filter(value -> value.path("name").asText().equalsIgnoreCase(tag))
                .findFirst();
        found.ifPresent(value -> {
            ObjectNode properties = (ObjectNode) value.path("properties");
            Set<String> prefixes = new LinkedHashSet<>();
            properties.path("addressPrefixes").forEach(prefix -> prefixes.add(prefix.asText()));
            prefixes.removeAll(removed);
            prefixes.addAll(added);
            ArrayNode changed = properties.putArray("addressPrefixes");
            prefixes.forEach(changed::add);
            increase(properties);
            increase(list);
            list.put("id", PLACE.toString());
            world.settle(PLACE, list);
        });
        return found.isPresent();
    }

    private static void increase(ObjectNode numbered) {
        numbered.put(
                CHANGE_NUMBER,
                String.valueOf(Integer.parseInt(numbered.path(CHANGE_NUMBER).asText()) + 1));
    }

    private ObjectNode list(World world) {
        return world.find(PLACE).orElse(first).deepCopy();
    }
}
