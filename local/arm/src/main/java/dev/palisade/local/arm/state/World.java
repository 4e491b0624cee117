package dev.palisade.local.arm.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Every resource by id. Bodies handed out belong to the world: copy before changing one. Guarded by the simulation's lock.
 */
public final class World {
    private final NavigableMap<String, Entry> entries = new TreeMap<>();
    /** The same once more: nearly every question is for one type, and hundreds of environments may share a world. */
    private final Map<String, NavigableMap<String, Entry>> entriesByType = new HashMap<>();

    private final Set<String> touched = new LinkedHashSet<>();

    public Optional<ObjectNode> find(ResourceId id) {
        Entry entry = entries.get(id.key());
        return entry == null ? Optional.empty() : Optional.ofNullable(entry.body());
    }

    public Optional<Entry> entry(ResourceId id) {
        return Optional.ofNullable(entries.get(id.key()));
    }

    /** The id in the case in which it was first written. */
    public ResourceId spelling(ResourceId id) {
        Entry entry = entries.get(id.key());
        return entry == null ? id : entry.id();
    }

    public boolean holds(ResourceId id) {
        return find(id).isPresent();
    }

    /**
     * A write by a client.
     *
     * @param previous what a read showed before, which stays known for stale reads; null if nothing was there
     */
    public void write(ResourceId id, ObjectNode body, @Nullable ObjectNode previous) {
        keep(new Entry(holds(id) ? spelling(id) : id, body, previous, true));
    }

    /** A change that Azure makes by itself, such as the end of an operation. */
    public void settle(ResourceId id, ObjectNode body) {
        Entry old = entries.get(id.key());
        keep(old == null ? new Entry(id, body, null, false) : new Entry(old.id(), body, old.previous(), old.written()));
    }

    /** Removes a resource and all below it at the end of its deletion: what its DELETE found stays known for stale reads. */
    public void vanish(ResourceId id) {
        ObjectNode found = entry(id).map(Entry::previous).orElse(null);
        remove(id, found);
    }

    /**
     * Removes a resource and all below it.
     *
     * @param previous what a read showed before, which stays known for stale reads
     */
    public void remove(ResourceId id, @Nullable ObjectNode previous) {
        List<Entry> doomed = entries.values().stream()
                .filter(entry -> entry.body() != null && entry.id().isWithin(id))
                .toList();
        doomed.forEach(entry ->
                keep(new Entry(entry.id(), null, entry.id().key().equals(id.key()) ? previous : entry.body(), true)));
    }

    /** Puts back an entry read from disk. */
    public void restore(Entry entry) {
        put(entry);
    }

    private void keep(Entry entry) {
        put(entry);
        touched.add(entry.id().key());
    }

    private void put(Entry entry) {
        String key = entry.id().key();
        entries.put(key, entry);
        entriesByType
                .computeIfAbsent(entry.id().type().toLowerCase(Locale.ROOT), none -> new TreeMap<>())
                .put(key, entry);
    }

    public List<ObjectNode> all() {
        return bodies(entries.values().stream());
    }

    public List<ObjectNode> ofType(String type) {
        return bodies(entriesOf(type).values().stream());
    }

    /** The resources of a type directly in this parent. */
    public List<ObjectNode> children(ResourceId parent, String type) {
        return bodies(entriesIn(parent, type)
                .filter(entry -> entry.id().parent().map(ResourceId::key).equals(Optional.of(parent.key()))));
    }

    /** The resources of a type anywhere in this one, in a resource group or in a subscription. */
    public List<ObjectNode> within(ResourceId scope, String type) {
        return bodies(entriesIn(scope, type));
    }

    private NavigableMap<String, Entry> entriesOf(String type) {
        return entriesByType.getOrDefault(type.toLowerCase(Locale.ROOT), Collections.emptyNavigableMap());
    }

    private Stream<Entry> entriesIn(ResourceId scope, String type) {
        String prefix = scope.key() + "/";
        return entriesOf(type).tailMap(prefix, true).entrySet().stream()
                .takeWhile(entry -> entry.getKey().startsWith(prefix))
                .map(Map.Entry::getValue);
    }

    private static List<ObjectNode> bodies(Stream<Entry> found) {
        return found.map(Entry::body).filter(Objects::nonNull).toList();
    }

    /** The entries changed since the last call. */
    public List<Entry> takeTouched() {
        List<Entry> changed = new ArrayList<>();
        for (String key : touched) {
            Entry entry = entries.get(key);
            if (entry != null) {
                changed.add(entry);
            }
        }
        touched.clear();
        return changed;
    }
}
