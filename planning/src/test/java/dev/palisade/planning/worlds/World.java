package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.worlds.Strangers.Deed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/** Azure, and beside it the world as it would be without us: strangers act in both. */
public final class World {
    private final Azure azure;
    private final Azure shadow;
    private final Laws laws;
    /** Where strangers have changed something of ours, as long as we have not written there again. */
    private final Set<String> drifted = new HashSet<>();
    /** What an environment's last writes have replaced, by resource. */
    private final Map<String, Replaced> replaced = new HashMap<>();

    private record Replaced(int by, Optional<JsonNode> body) {}

    World(Set<Prop> props) {
        azure = Scene.with(props);
        shadow = azure.copy();
        laws = new Laws(azure, shadow);
    }

    public Azure azure() {
        return azure;
    }

    Azure shadow() {
        return shadow;
    }

    Laws laws() {
        return laws;
    }

    /** What is there and would not be without us. */
    List<String> ours() {
        return azure.where(Strangers::isTagged).stream()
                .filter(id -> !shadow.has(id))
                .toList();
    }

    public boolean isDrifted(String place) {
        return drifted.stream().anyMatch(where -> Facts.covers(where, place) || Facts.covers(place, where));
    }

    /**
     * What strangers could do.
     *
     * @param isOurs true for a value that a ledger says was left at a place: a stranger who writes the same is nobody's business
     */
    List<Deed> deeds(Strangers strangers, BiPredicate<ResourceId, Delta> isOurs) {
        return strangers.among(this).stream()
                .filter(deed -> changes(deed)
                        && (deed.change() == null || !isOurs.test(ResourceId.of(deed.id()), deed.change())))
                .toList();
    }

    /** A stranger acts. @return the places that changed */
    public Set<String> does(Deed deed) {
        Facts before = azure.facts();
        doing(deed);
        Set<String> changed = before.differences(azure.facts());
        drifted.addAll(changed);
        replaced.remove(Azure.key(deed.id()));
        return changed;
    }

    private boolean changes(Deed deed) {
        JsonNode resource = azure.find(deed.id()).orElse(null);
        return deed.change() == null
                || !Meaning.stands(resource, deed.change(), deed.change().after());
    }

    private void doing(Deed deed) {
        if (deed.change() == null) {
            azure.delete(deed.id());
            shadow.delete(deed.id());
        } else if (deed.change().path().isEmpty()) {
            azure.put(deed.id(), deed.change().after());
            shadow.put(deed.id(), deed.change().after());
        } else {
            azure.change(ResourceId.of(deed.id()), List.of(deed.change()));
            if (deed.takesOver()) {
                shadow.put(deed.id(), azure.find(deed.id()).orElseThrow());
            } else if (shadow.has(deed.id())) {
                shadow.change(ResourceId.of(deed.id()), List.of(deed.change()));
            }
        }
    }

    /** What was ours and is let go of as it is, is there without us from now on. */
    void letGo(ResourceId id, Delta change) {
        Optional<ObjectNode> body = azure.find(id);
        if (change.path().isEmpty()) {
            body.ifPresent(whole -> shadow.put(id.toString(), whole));
        } else if (body.isPresent() && shadow.has(id.toString())) {
            shadow.edit(id.toString(), without -> Meaning.write(without, change, present(body.get(), change)));
        }
    }

    /** What was ours and is let go of, though a neighbour has changed it since, will be there without us when that one has gone. */
    void letGoBeneath(ResourceId id, Delta change) {
        if (shadow.has(id.toString())) {
            shadow.edit(id.toString(), without -> Meaning.write(without, change, change.after()));
        }
    }

    private static JsonNode present(ObjectNode body, Delta change) {
        JsonNode there = body.at(change.path());
        if (change.elementKey() == null) {
            return there;
        }
        JsonNode element = Meaning.isNothing(change.after()) ? change.before() : change.after();
        int index = Meaning.indexOf(
                there, change.elementKey(), element.path(change.elementKey()).asText());
        return index < 0 ? null : there.get(index);
    }

    /** Notes what a write of an environment is about to replace. */
    void writes(int who, ResourceId id, List<Delta> deltas) {
        deltas.forEach(delta -> drifted.removeIf(place -> Facts.covers(Facts.place(id, delta), place)));
        replaced.put(id.key(), new Replaced(who, azure.read(id.toString())));
    }

    /** With all that is nested in it, be it whose it may. */
    void deletes(ResourceId id) {
        azure.delete(id.toString());
        shadow.delete(id.toString());
    }

    /** Nobody can know what became of it until somebody looks. */
    public void isUncertain(String place) {
        drifted.add(place);
    }

    /** What a reading shows that comes too early. */
    Optional<JsonNode> readStale(String path, int who) {
        Replaced old = replaced.get(Azure.key(path));
        return old == null || old.by() != who ? azure.read(path) : old.body();
    }
}
