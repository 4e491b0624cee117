package dev.palisade.planning.removal;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step.Action;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Palisade did to one resource.
 *
 * @param entries at least one, oldest first
 */
record Owned(ResourceId resource, List<LedgerEntry> entries) {
    Owned {
        entries = List.copyOf(entries);
    }

    /** Resource by resource, in the order in which they were first touched. What was only found, or only intended, is not ours. */
    static List<Owned> of(Collection<LedgerEntry> oldestFirst) {
        Map<ResourceId, List<LedgerEntry>> byResource = new LinkedHashMap<>();
        oldestFirst.stream()
                .filter(entry -> entry.owns()
                        && entry.ownership() != Ownership.ADOPTED
                        && entry.state() != LedgerEntry.State.INTENDED)
                .forEach(entry -> byResource
                        .computeIfAbsent(entry.step().resource(), resource -> new ArrayList<>())
                        .add(entry));
        return byResource.entrySet().stream()
                .map(owned -> new Owned(owned.getKey(), owned.getValue()))
                .toList();
    }

    /** How it came about, if Palisade created it: then it goes as a whole, whatever was changed of it later. */
    Optional<LedgerEntry> creation() {
        return entries.stream()
                .filter(entry -> entry.step().action() == Action.CREATE)
                .reduce((earlier, later) -> later);
    }

    LedgerEntry newest() {
        return entries.get(entries.size() - 1);
    }

    /** Field by field and element by element. */
    List<Change> changes() {
        Map<String, Change> byPlace = new LinkedHashMap<>();
        for (LedgerEntry entry : entries) {
            for (Delta delta : entry.step().deltas()) {
                byPlace.merge(
                        delta.place().toLowerCase(Locale.ROOT),
                        new Change(delta, List.of(entry)),
                        (earlier, later) -> earlier.then(delta, entry));
            }
        }
        return List.copyOf(byPlace.values());
    }

    /** Of all entries, or of as much of them as is said; by the whole entry where all of it is meant. */
    List<String> references(Collection<Change> changes) {
        return entries.stream()
                .flatMap(entry -> {
                    List<Delta> meant = entry.step().deltas().stream()
                            .filter(delta -> changes.stream()
                                    .anyMatch(change ->
                                            change.net().place().equalsIgnoreCase(delta.place())))
                            .toList();
                    return meant.size() == entry.step().deltas().size()
                            ? java.util.stream.Stream.of(entry.reference())
                            : meant.stream().map(entry::reference);
                })
                .toList();
    }

    List<String> references() {
        return entries.stream().map(LedgerEntry::reference).toList();
    }
}
