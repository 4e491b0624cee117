package dev.palisade.planning.ledger;

import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Step;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What Palisade owns in one environment. Outlives the histories of the requests that wrote it. */
public record Ledger(List<LedgerEntry> entries) {
    public Ledger {
        entries = List.copyOf(entries);
    }

    public static Ledger empty() {
        return new Ledger(List.of());
    }

    /** Registers every step of a plan before the first of them acts. What already stands keeps its entry until the act has answered. */
    public Ledger intending(String requestId, List<Step> steps) {
        Map<String, LedgerEntry> byKey = byKey();
        for (Step step : steps) {
            byKey.putIfAbsent(
                    requestId + "|" + step.id(),
                    new LedgerEntry(requestId, step, LedgerEntry.Ownership.UNKNOWN, State.INTENDED));
        }
        return new Ledger(List.copyOf(byKey.values()));
    }

    /** Takes what a request reports at its end: these entries replace everything that it had intended. */
    public Ledger settled(String requestId, Collection<LedgerEntry> reported) {
        Map<String, LedgerEntry> byKey = byKey();
        byKey.values().removeIf(entry -> entry.requestId().equals(requestId));
        reported.forEach(entry -> byKey.put(entry.requestId() + "|" + entry.key(), entry));
        return new Ledger(List.copyOf(byKey.values()));
    }

    /** What a request registered, newest last. */
    public List<LedgerEntry> of(String requestId) {
        return entries.stream()
                .filter(entry -> entry.requestId().equals(requestId))
                .toList();
    }

    /** Entries of other requests than these, which still claim something. */
    public List<LedgerEntry> claimsBesides(Set<String> requestIds) {
        return entries.stream()
                .filter(entry -> !requestIds.contains(entry.requestId()))
                .toList();
    }

    private Map<String, LedgerEntry> byKey() {
        Map<String, LedgerEntry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.put(entry.requestId() + "|" + entry.key(), entry));
        return byKey;
    }
}
