package dev.palisade.local.arm.kind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;

/**
 * Agent pools. None is stored by itself: each is an element of its cluster's {@code agentPoolProfiles} in another dress, and
 * a write of one is a write of the cluster.
 */
public final class AgentPools implements ResourceKind {
    static final String TYPE = ManagedClusters.TYPE + "/agentPools";
    private static final String PROFILES = "agentPoolProfiles";

    @Override
    public ResourceType type() {
        return ResourceType.sync(TYPE, ApiVersions.MANAGED_CLUSTERS, "GET", "PUT", "DELETE");
    }

    /** Whether resources of this kind are agent pools. */
    public static boolean holds(ResourceKind kind) {
        return kind instanceof AgentPools;
    }

    /** The pool as a GET of it shows it; missing when the cluster has none of that name. */
    public static JsonNode of(JsonNode cluster, ResourceId pool) {
        JsonNode profile = profile(cluster, pool.name());
        if (profile.isMissingNode()) {
            return profile;
        }
        ObjectNode properties = profile.deepCopy();
        ObjectNode view = properties.objectNode();
        view.put("id", pool.toString()).put("name", properties.path("name").asText());
        view.put("type", TYPE);
        properties.remove("name");
        view.set("properties", properties);
        return view;
    }

    private static JsonNode profile(JsonNode cluster, String name) {
        for (JsonNode profile : cluster.path("properties").path(PROFILES)) {
            if (profile.path("name").asText().equalsIgnoreCase(name)) {
                return profile;
            }
        }
        return MissingNode.getInstance();
    }

    /** The cluster with this pool added, or put in the place of the one of the same name. */
    public static ObjectNode with(ObjectNode cluster, ResourceId pool, JsonNode properties) {
        JsonNode present = profile(cluster, pool.name());
        ObjectNode changed = without(cluster, pool);
        ObjectNode profile = changed.withObjectProperty("properties")
                .withArrayProperty(PROFILES)
                .addObject();
        profile.put("name", present.path("name").asText(pool.name()));
        properties.properties().forEach(field -> profile.set(field.getKey(), field.getValue()));
        return changed;
    }

    /** The cluster without this pool. */
    public static ObjectNode without(ObjectNode cluster, ResourceId pool) {
        ObjectNode changed = cluster.deepCopy();
        ObjectNode properties = changed.withObjectProperty("properties");
        JsonNode before = properties.remove(PROFILES);
        for (JsonNode profile : before) {
            if (!profile.path("name").asText().equalsIgnoreCase(pool.name())) {
                properties.withArrayProperty(PROFILES).add(profile);
            }
        }
        return changed;
    }
}
