package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Azure as a map of resources: answers reads, takes writes and says things in its own spelling. Decides nothing. */
public final class Azure {
    private static final String COMPUTES = "/computes";
    private static final List<String> LISTS = List.of(
            "/providers/microsoft.machinelearningservices/workspaces",
            COMPUTES,
            "/providers/microsoft.kubernetesconfiguration/extensions",
            "/providers/microsoft.authorization/locks");

    private final Map<String, ObjectNode> resources = new TreeMap<>();
    private final Set<String> forbidden = new HashSet<>();
    /** How often each came to be. */
    private final Map<String, Integer> creations = new HashMap<>();

    Azure copy() {
        Azure copy = new Azure();
        resources.forEach((id, body) -> copy.resources.put(id, body.deepCopy()));
        copy.forbidden.addAll(forbidden);
        return copy;
    }

    Map<String, ObjectNode> resources() {
        return resources;
    }

    public Facts facts() {
        return Facts.of(resources);
    }

    Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(resources.get(key(id)));
    }

    public Optional<ObjectNode> find(ResourceId id) {
        return find(id.toString());
    }

    boolean has(String id) {
        return resources.containsKey(key(id));
    }

    void forbid(String list) {
        forbidden.add(key(list));
    }

    boolean isForbidden(String list) {
        return forbidden.contains(key(list));
    }

    /** What a GET answers: a resource, a virtual network with its subnets in it, or a list. */
    Optional<JsonNode> read(String path) {
        Optional<String> list = LISTS.stream().filter(key(path)::endsWith).findFirst();
        if (list.isPresent()) {
            String owner =
                    key(path).substring(0, key(path).length() - list.get().length());
            boolean ofResource =
                    !list.get().endsWith("workspaces") && !list.get().endsWith("locks");
            return ofResource && !has(owner) ? Optional.empty() : Optional.of(list(key(path)));
        }
        return find(path)
                .map(body ->
                        key(path).contains("/virtualnetworks/") && !key(path).contains("/subnets/")
                                ? withSubnets(key(path), body)
                                : body.deepCopy());
    }

    private JsonNode list(String path) {
        ObjectNode list = JsonNodeFactory.instance.objectNode();
        ArrayNode values = list.putArray("value");
        String name = path.substring(path.lastIndexOf('/') + 1);
        below(path.endsWith("/workspaces") ? path.substring(0, path.indexOf("/providers/")) : path)
                .filter(id -> id.substring(0, id.lastIndexOf('/')).endsWith("/" + name))
                .forEach(id -> values.add(resources.get(id).deepCopy()));
        return list;
    }

    private JsonNode withSubnets(String id, ObjectNode network) {
        ObjectNode whole = network.deepCopy();
        ArrayNode subnets = whole.withObject("/properties").putArray("subnets");
        below(id + "/subnets")
                .forEach(subnet -> subnets.add(resources.get(subnet).deepCopy()));
        return whole;
    }

    Stream<String> below(String path) {
        return resources.keySet().stream().filter(id -> id.startsWith(path + "/"));
    }

    /** The IDs of all resources of which something holds. */
    List<String> where(Predicate<JsonNode> holds) {
        return resources.entrySet().stream()
                .filter(each -> holds.test(each.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    void put(String id, JsonNode body) {
        ObjectNode whole = body.deepCopy();
        whole.put("id", id).put("name", id.substring(id.lastIndexOf('/') + 1));
        resources.put(key(id), whole);
    }

    void edit(String id, Consumer<ObjectNode> edit) {
        find(id).ifPresent(edit);
    }

    void create(ResourceId id, ObjectNode body, String provisioningState) {
        ObjectNode made = body.deepCopy();
        made.withObject("/properties").put("provisioningState", provisioningState);
        if (made.at("/properties/computeType").asText().equals("AmlCompute")) {
            inOwnWords(made.withObject("/properties/properties"));
        }
        creations.merge(id.key(), has(id.toString()) ? 0 : 1, Integer::sum);
        put(id.toString(), made);
    }

    /** Azure spells what it gives back as it likes. */
    private static void inOwnWords(ObjectNode cluster) {
        cluster.put("currentNodeCount", 0);
        cluster.put("vmSize", cluster.path("vmSize").asText().toUpperCase(Locale.ROOT));
        ObjectNode scale = cluster.withObject("/scaleSettings");
        scale.put(
                "nodeIdleTimeBeforeScaleDown",
                Meaning.plain(scale.path("nodeIdleTimeBeforeScaleDown")).toUpperCase(Locale.ROOT));
        ObjectNode subnet = cluster.withObject("/subnet");
        subnet.put("id", key(subnet.path("id").asText()));
    }

    void change(ResourceId id, List<Delta> deltas) {
        ObjectNode body = resources.get(id.key());
        deltas.forEach(delta -> Meaning.write(body, delta, delta.after()));
        body.at("/properties/networkAcls/virtualNetworkRules")
                .forEach(rule ->
                        ((ObjectNode) rule).put("id", key(rule.path("id").asText())));
    }

    /** What is nested goes with it. */
    void delete(String id) {
        resources.keySet().removeIf(other -> other.equals(key(id)) || other.startsWith(key(id) + "/"));
        creations.keySet().removeIf(other -> other.equals(key(id)) || other.startsWith(key(id) + "/"));
    }

    /** How often it came to be since it was last deleted. */
    int creations(ResourceId id) {
        return creations.getOrDefault(id.key(), 0);
    }

    static String key(String id) {
        return id.toLowerCase(Locale.ROOT);
    }
}
