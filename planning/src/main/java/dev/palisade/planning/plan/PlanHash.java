package dev.palisade.planning.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The name by which a person approves a plan: SHA-256 over what the plan touches, in a canonical form. Two plans for the same changes have the
 * same hash, however they are ordered, titled or spelled; a plan that touches anything else, or finds another value before, has another.
 */
public final class PlanHash {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private PlanHash() {}

    /** 64 hexadecimal digits. */
    public static String of(ResourceId environment, Profile profile, List<Step> steps) {
        ObjectNode plan = JSON.objectNode();
        plan.put("environment", environment.key());
        plan.put("profile", profile.name());
        ArrayNode list = plan.putArray("steps");
        steps.stream()
                .map(PlanHash::canonical)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(list::add);
        return Sha256.of(canonical(plan).toString());
    }

    private static JsonNode canonical(Step step) {
        ObjectNode node = JSON.objectNode();
        node.put("id", step.id().toLowerCase(Locale.ROOT));
        node.put("kind", step.kind().name());
        node.put("action", step.action().name());
        node.put("resource", step.resource().key());
        node.put("effect", step.effect().name());
        node.put("undo", step.undo().name());
        ArrayNode deltas = node.putArray("deltas");
        step.deltas().stream()
                .map(PlanHash::canonical)
                .sorted(Comparator.comparing(JsonNode::toString))
                .forEach(deltas::add);
        return canonical(node);
    }

    private static JsonNode canonical(Delta delta) {
        ObjectNode node = JSON.objectNode();
        node.put("path", delta.path());
        node.put("elementKey", delta.elementKey());
        node.set("before", orNull(delta.before()));
        node.set("after", orNull(delta.after()));
        return canonical(node);
    }

    private static JsonNode orNull(@Nullable JsonNode value) {
        return value == null ? JSON.nullNode() : value;
    }

    private static JsonNode canonical(JsonNode value) {
        if (value.isObject()) {
            Map<String, JsonNode> sorted = new TreeMap<>();
            value.properties().forEach(field -> sorted.put(field.getKey(), canonical(field.getValue())));
            ObjectNode object = JSON.objectNode();
            sorted.forEach(object::set);
            return object;
        }
        if (value.isArray()) {
            ArrayNode array = JSON.arrayNode();
            value.forEach(element -> array.add(canonical(element)));
            return array;
        }
        return value.isTextual()
                ? ResourceId.parse(value.asText())
                        .<JsonNode>map(id -> TextNode.valueOf(id.key()))
                        .orElse(value)
                : value;
    }
}
