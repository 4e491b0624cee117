package dev.palisade.planning.observation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.palisade.planning.arm.ResourceId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What ARM's GETs answered, by path. A path that was read and not found is known to be absent, which differs from one never read.
 *
 * @param bodies lower-cased path (a resource ID, or a collection such as {@code <scope>/providers/Microsoft.Authorization/locks}) to the
 *     body; a missing node for 404
 * @param forbidden lower-cased collections that we may not list, and that a plan can do without: nothing is known of what is in them
 */
public record Observation(Map<String, JsonNode> bodies, Set<String> forbidden) {
    public Observation {
        bodies = Collections.unmodifiableMap(new TreeMap<>(bodies));
        forbidden = Collections.unmodifiableSet(new TreeSet<>(forbidden));
    }

    public static Observation empty() {
        return new Observation(Map.of(), Set.of());
    }

    public boolean knows(String path) {
        return bodies.containsKey(path.toLowerCase(Locale.ROOT));
    }

    /** Empty if absent in Azure. @throws IllegalStateException if it was never read: a planner that forgot to ask must not take that for absence */
    public Optional<JsonNode> find(String path) {
        JsonNode body = bodies.get(path.toLowerCase(Locale.ROOT));
        if (body == null) {
            throw new IllegalStateException(path + " was not observed");
        }
        return body.isMissingNode() ? Optional.empty() : Optional.of(body);
    }

    public Optional<JsonNode> find(ResourceId id) {
        return find(id.key());
    }

    public Observation with(String path, Optional<JsonNode> body) {
        Map<String, JsonNode> more = new LinkedHashMap<>(bodies);
        more.put(path.toLowerCase(Locale.ROOT), body.orElse(MissingNode.getInstance()));
        return new Observation(more, forbidden);
    }

    public boolean isForbidden(String path) {
        return forbidden.contains(path.toLowerCase(Locale.ROOT));
    }

    public Observation withForbidden(String path) {
        Set<String> more = new LinkedHashSet<>(forbidden);
        more.add(path.toLowerCase(Locale.ROOT));
        return new Observation(bodies, more);
    }
}
