package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch (RFC 7396): objects are merged, arrays and values replaced whole, null removes. */
final class MergePatch {
    private MergePatch() {}

    static ObjectNode apply(ObjectNode target, JsonNode patch) {
        patch.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value.isObject() && target.path(name).isObject()) {
                apply((ObjectNode) target.get(name), value);
            } else {
                target.set(name, value);
            }
        });
        return target;
    }
}
