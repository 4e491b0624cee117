package dev.palisade.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A resource group as it was at a moment, field by field. What is a list in Azure is a set here, by the name of its elements, so that two
 * moments can be compared without regard to order.
 *
 * @param resources fields by their path, by the lower-cased ID of the resource that has them
 */
record Azure(Map<String, Map<String, String>> resources) {
    /** What Azure changes by itself, or shows in a second place: subnets, rules and routes are resources of their own here. */
    private static final Set<String> AZURES_OWN = Set.of(
            "etag",
            "eTag",
            "provisioningErrors",
            "modifiedOn",
            "allocationState",
            "allocationStateTransitionTime",
            "currentNodeCount",
            "targetNodeCount",
            "nodeStateCounts",
            "resourceGuid",
            "ipConfigurations",
            "subnets",
            "securityRules",
            "defaultSecurityRules",
            "routes",
            "networkInterfaces");

    private static final String STATE = "provisioningState";
    /** Of something that is at rest, and as it should be. What does not say is no different from what does. */
    private static final String WELL = "Succeeded";

    /** How elements of lists are told apart. The first that an element has counts. */
    private static final List<String> NAMES = List.of("name", "service", "id", "value", "tenantId");

    /** One field, or element's field, that is not as it was. */
    record Change(String resource, String path, String before, String after) {
        boolean added() {
            return before.isEmpty();
        }

        boolean isOfItsState() {
            return path.equals("/properties/" + STATE);
        }

        boolean isOn(String id) {
            return resource.equalsIgnoreCase(id);
        }
    }

    /** @param group the ID of the resource group */
    static Azure of(String group, List<JsonNode> resources) {
        String within = group.toLowerCase(Locale.ROOT) + "/";
        Map<String, Map<String, String>> fields = new TreeMap<>();
        for (JsonNode resource : resources) {
            String id = resource.path("id").asText().toLowerCase(Locale.ROOT);
            if (id.startsWith(within)) {
                Map<String, String> flat = new TreeMap<>();
                flatten("", resource, flat);
                fields.put(id, flat);
            }
        }
        return new Azure(fields);
    }

    /** Every difference, also one for each field of a resource that came or went. */
    List<Change> changesTo(Azure later) {
        return Stream.concat(resources.keySet().stream(), later.resources.keySet().stream())
                .distinct()
                .flatMap(id -> changes(id, fields(id), later.fields(id)))
                .toList();
    }

    /** Whether an account or a vault lets in only whom its rules name. */
    boolean isClosed(String id) {
        return "Deny".equals(fields(id.toLowerCase(Locale.ROOT)).get("/properties/networkAcls/defaultAction"));
    }

    boolean holds(String id) {
        return resources.containsKey(id.toLowerCase(Locale.ROOT));
    }

    private Map<String, String> fields(String id) {
        return resources.getOrDefault(id, Map.of());
    }

    private static Stream<Change> changes(String id, Map<String, String> before, Map<String, String> after) {
        return Stream.concat(before.keySet().stream(), after.keySet().stream())
                .distinct()
                .map(path -> new Change(id, path, before.getOrDefault(path, ""), after.getOrDefault(path, "")))
                .filter(change -> !change.before().equals(change.after()));
    }

    private static void flatten(String path, JsonNode node, Map<String, String> into) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> !AZURES_OWN.contains(field.getKey()))
                    .forEach(field -> flatten(path + "/" + field.getKey(), field.getValue(), into));
        } else if (node.isArray()) {
            Map<String, Integer> seen = new LinkedHashMap<>();
            node.forEach(element -> {
                String name = name(element);
                int copy = seen.merge(name, 1, Integer::sum);
                flatten(path + "[" + name + (copy > 1 ? "#" + copy : "") + "]", element, into);
            });
        } else if (!node.isNull()
                && !(path.endsWith("/" + STATE) && node.asText().equals(WELL))) {
            into.put(path, node.asText());
        }
    }

    private static String name(JsonNode element) {
        return NAMES.stream()
                .filter(element::hasNonNull)
                .findFirst()
                .map(name -> element.get(name).asText().toLowerCase(Locale.ROOT))
                .orElseGet(element::toString);
    }
}
