package dev.palisade.planning.ledger;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Palisade did to one resource.
 *
 * @param entries oldest first
 */
public record Holding(ResourceId resource, List<LedgerEntry> entries) {
    public Holding {
        entries = List.copyOf(entries);
    }

    /** Resource by resource, in the order in which they were first touched. What was only found, or only intended, is not ours. */
    public static List<Holding> of(Collection<LedgerEntry> oldestFirst) {
        Map<ResourceId, List<LedgerEntry>> byResource = new LinkedHashMap<>();
        oldestFirst.stream()
                .filter(Holding::isOurs)
                .forEach(entry -> byResource
                        .computeIfAbsent(entry.step().resource(), resource -> new ArrayList<>())
                        .add(entry));
        return byResource.entrySet().stream()
                .map(owned -> new Holding(owned.getKey(), owned.getValue()))
                .toList();
    }

    private static boolean isOurs(LedgerEntry entry) {
        return entry.owns() && entry.ownership() != Ownership.ADOPTED && entry.state() != State.INTENDED;
    }

    /** How it came about, if Palisade created it: then it goes as a whole, whatever was changed of it later. */
    public Optional<LedgerEntry> creation() {
        return creations().reduce((earlier, later) -> later);
    }

    /** Every time that Palisade created it, or may have: a request that was terminated may not have come to its own. Oldest first. */
    public Stream<LedgerEntry> creations() {
        return entries.stream().filter(entry -> entry.step().action() == Action.CREATE);
    }

    /** What was changed of it after it was created. */
    public Holding sinceCreation() {
        return new Holding(
                resource,
                entries.stream()
                        .filter(entry -> entry.step().action() != Action.CREATE)
                        .toList());
    }

    public LedgerEntry newest() {
        return entries.get(entries.size() - 1);
    }

    /** What became of each field, and each element of a list: from what was before the first change to what the last one left. */
    public List<Delta> changes() {
        Map<String, Delta> byPlace = new LinkedHashMap<>();
        entries.stream()
                .flatMap(entry -> entry.step().deltas().stream())
                .forEach(delta -> byPlace.merge(key(delta), delta, (earlier, later) -> later.upon(earlier)));
        return List.copyOf(byPlace.values());
    }

    /**
     * What became of one of these places, going by what is there now: the last acts of which nobody knows whether they happened do not count
     * where still stands what they would have changed.
     *
     * @param change one of {@link #changes}
     */
    public Delta standing(Delta change, JsonNode observed) {
        List<LedgerEntry> acts = entries.stream()
                .flatMap(entry -> entry.step().deltas().stream()
                        .filter(delta -> key(delta).equals(key(change)))
                        .map(delta -> entry.with(List.of(delta))))
                .toList();
        int last = acts.size() - 1;
        while (last > 0 && neverHappened(acts.get(last), observed)) {
            last--;
        }
        return acts.subList(0, last + 1).stream()
                .map(entry -> entry.step().deltas().get(0))
                .reduce((earlier, later) -> later.upon(earlier))
                .orElse(change);
    }

    private static boolean neverHappened(LedgerEntry act, JsonNode observed) {
        return act.ownership() == Ownership.UNKNOWN
                && DeltaComparison.compare(observed, act.step().deltas()) == DeltaComparison.State.BEFORE;
    }

    /** The changes that are meant; what was created goes as a whole, or not at all. */
    public List<Delta> selected(BiPredicate<ResourceId, Delta> selection) {
        return creation().map(entry -> List.of(entry.step().deltas().get(0))).orElseGet(this::changes).stream()
                .filter(change -> selection.test(resource, change))
                .toList();
    }

    /** References to these changes: to whole entries where all of an entry is among them. */
    public List<String> references(Collection<Delta> changes) {
        if (creation().isPresent()) {
            return references();
        }
        Set<String> places = changes.stream().map(Holding::key).collect(Collectors.toSet());
        return entries.stream()
                .flatMap(entry -> references(entry, places).stream())
                .toList();
    }

    /** References to all of it. */
    public List<String> references() {
        return entries.stream().map(LedgerEntry::reference).toList();
    }

    private static List<String> references(LedgerEntry entry, Set<String> places) {
        List<Delta> deltas = entry.step().deltas();
        List<Delta> meant =
                deltas.stream().filter(delta -> places.contains(key(delta))).toList();
        return meant.size() == deltas.size()
                ? List.of(entry.reference())
                : meant.stream().map(entry::reference).toList();
    }

    private static String key(Delta delta) {
        return delta.place().toLowerCase(Locale.ROOT);
    }
}
