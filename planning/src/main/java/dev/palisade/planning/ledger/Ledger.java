package dev.palisade.planning.ledger;

import dev.palisade.planning.ledger.LedgerEntry.State;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** What Palisade owns in one environment. Outlives the histories of the requests that wrote it. */
public record Ledger(List<LedgerEntry> entries) {
    public Ledger {
        entries = List.copyOf(entries);
    }

    public static Ledger empty() {
        return new Ledger(List.of());
    }

    /** Takes what a request is about to do; it replaces what it had intended before, and stands beside what it has done. */
    public Ledger intended(String requestId, Collection<LedgerEntry> intentions) {
        return new Ledger(
                Stream.concat(withoutIntentions(requestId), intentions.stream()).toList());
    }

    /**
     * Takes what an attempt at a request reports at its end, in place of everything that it had intended. What earlier attempts left and this
     * one does not mention stays; what both speak of becomes one entry that takes back both. In the order in which it was intended: an undo
     * reports the newest first, and resumed it would begin with what the rest stands on.
     */
    public Ledger settled(String requestId, Collection<LedgerEntry> reported) {
        Map<String, LedgerEntry> byReference = new LinkedHashMap<>();
        withoutIntentions(requestId).forEach(entry -> byReference.put(place(entry), entry));
        inOrderOfIntention(requestId, reported)
                .forEach(entry -> byReference.merge(entry.reference(), entry, (earlier, later) -> later.upon(earlier)));
        return new Ledger(List.copyOf(byReference.values()));
    }

    /** What a request left in one state goes over into another. */
    public Ledger with(String requestId, State from, UnaryOperator<LedgerEntry> change) {
        return new Ledger(entries.stream()
                .map(entry ->
                        entry.requestId().equals(requestId) && entry.state() == from ? change.apply(entry) : entry)
                .toList());
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

    private Stream<LedgerEntry> inOrderOfIntention(String requestId, Collection<LedgerEntry> reported) {
        List<String> intended = of(requestId).stream()
                .filter(entry -> entry.state() == State.INTENDED)
                .map(LedgerEntry::reference)
                .toList();
        return reported.stream().sorted(Comparator.comparingInt(entry -> intended.indexOf(entry.reference())));
    }

    private Stream<LedgerEntry> withoutIntentions(String requestId) {
        return entries.stream()
                .filter(entry -> !entry.requestId().equals(requestId) || entry.state() != State.INTENDED);
    }

    /** An intention of another request must not be lost to the entry that it will be merged with. */
    private static String place(LedgerEntry entry) {
        return entry.state() == State.INTENDED ? entry.reference() + "|" + entry.state() : entry.reference();
    }
}
