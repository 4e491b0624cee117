package dev.palisade.local.arm.kind;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ArmException;
import dev.palisade.local.arm.model.ResourceId;
import dev.palisade.local.arm.state.World;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A write as a kind judges it.
 *
 * @param current what is there; null if nothing is
 * @param body as sent; the kind's own copy
 * @param query parameters by lower-cased name
 */
public record Write(
        World world,
        ResourceId id,
        @Nullable ObjectNode current,
        ObjectNode body,
        Map<String, String> query,
        Instant now) {

    /** The same write with another body. */
    Write withBody(ObjectNode other) {
        return new Write(world, id, current, other, query, now);
    }

    public ObjectNode properties() {
        return body.withObjectProperty("properties");
    }

    /** What is there, or a missing node. */
    public JsonNode currentOrEmpty() {
        return current == null ? MissingNode.getInstance() : current;
    }

    public JsonNode currentProperties() {
        return currentOrEmpty().path("properties");
    }

    /** The stored body with a PATCH merged into it; a map of tags is replaced whole. */
    public ObjectNode merged() {
        ObjectNode merged = requireNonNull(current).deepCopy();
        if (body.path("tags").isObject()) {
            merged.remove("tags");
        }
        return MergePatch.apply(merged, body.deepCopy());
    }

    public boolean creates() {
        return current == null;
    }

    /** The region asked for, or 400. */
    public String requiredLocation() {
        String location = normalized(body.path("location").asText(""));
        if (location.isEmpty()) {
            throw ArmException.badRequest("LocationRequired", "The location property is required for this definition.");
        }
        if (current != null
                && !location.equals(normalized(current.path("location").asText()))) {
            throw ArmException.of(
                    409,
                    "InvalidResourceLocation",
                    "The resource '" + id.name() + "' already exists in location '"
                            + current.path("location").asText() + "' in resource group '"
                            + id.resourceGroup().orElse("")
                            + "'. A resource with the same name cannot be created in location '"
                            + location + "'. Please select a new resource name.");
        }
        return location;
    }

    /** A region's canonical name: {@code Korea Central} is {@code koreacentral}. */
    public static String normalized(String location) {
        return location.replace(" ", "").toLowerCase(Locale.ROOT);
    }

    /** The resource that an id in a body names, or empty when the text is no id or nothing is there. */
    public Optional<ObjectNode> referenced(String text) {
        return ResourceId.parse(text).flatMap(world::find);
    }
}
