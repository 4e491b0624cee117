package dev.palisade.planning.ledger;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What Palisade owns in one environment. Outlives the histories of the requests that wrote it. */
public record Ledger(List<LedgerEntry> entries) {
    public Ledger {
        entries = List.copyOf(entries);
    }

    public static Ledger empty() {
        return new Ledger(List.of());
    }

    /** Takes what a request reports at its end: these entries replace everything that it had intended. */
    public Ledger settled(String requestId, Collection<LedgerEntry> reported) {
        Map<String, LedgerEntry> byKey = byKey();
        byKey.values().removeIf(entry -> entry.requestId().equals(requestId));
        reported.forEach(entry -> byKey.put(entry.requestId() + "|" + entry.key(), entry));
        return new Ledger(List.copyOf(byKey.values()));
    }

    /** Forgets what is taken back or released: {@link LedgerEntry#reference whole entries}, or single changes of them. */
    public Ledger without(Collection<String> references) {
        return new Ledger(entries.stream()
                .flatMap(entry -> entry.without(references).stream())
                .toList());
    }

    /** What these references name, with only those changes that they name. */
    public List<LedgerEntry> named(Collection<String> references) {
        return entries.stream()
                .flatMap(entry -> entry.named(references).stream())
                .toList();
    }

    /** What a request registered, newest last. */
    public List<LedgerEntry> of(String requestId) {
        return entries.stream()
                .filter(entry -> entry.requestId().equals(requestId))
                .toList();
    }

    private Map<String, LedgerEntry> byKey() {
        Map<String, LedgerEntry> byKey = new LinkedHashMap<>();
        entries.forEach(entry -> byKey.put(entry.requestId() + "|" + entry.key(), entry));
        return byKey;
    }
}
