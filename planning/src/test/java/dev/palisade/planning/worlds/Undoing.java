package dev.palisade.planning.worlds;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.worlds.TakingBack.Outcome;
import dev.palisade.planning.worlds.TakingBack.Undoable;
import dev.palisade.planning.worlds.TakingBack.Undone;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The undo of one request, and what it leaves. */
final class Undoing {
    private final Town town;
    private final Environment environment;
    private final Act.All acts;
    private final Hands hands;
    private final Judge judge;
    private List<Undone> undone = List.of();

    Undoing(Town town, Environment environment, Act.All acts, Hands hands, Judge judge) {
        this.town = town;
        this.environment = environment;
        this.acts = acts;
        this.hands = hands;
        this.judge = judge;
    }

    /** What the request did itself, as it knows it. */
    List<Undoable> own() {
        return acts.undoables().stream()
                .map(act -> new Undoable(town.engine().registered(acts.entry(act)), act.done(), acts.beneath(act)))
                .toList();
    }

    /** What a request that was terminated has registered: nobody knows what of it happened. */
    static List<Undoable> ofTerminated(List<LedgerEntry> entries) {
        return entries.stream()
                .map(entry -> new Undoable(
                        entry, false, new LinkedHashSet<>(entry.step().dependsOn())))
                .toList();
    }

    /** @param failing which undo fails, counted round; negative for none. @return true if something could not be taken back */
    boolean run(List<Undoable> undoables, boolean reopens, int failing) {
        judge.beforeUndo();
        UndoAct act = new UndoAct(town.world(), town.parents(), hands, environment);
        undone = new TakingBack(town.world(), act, reopens, failing).run(undoables);
        judge.afterUndo(reopens);
        return !failed().isEmpty();
    }

    /** Tells the request, unless it is no more. */
    void tell() {
        undone.stream()
                .filter(one -> !one.outcome().remains())
                .forEach(one -> acts.undone(one.entry().key()));
    }

    List<Undone> undone() {
        return undone;
    }

    /** What steps took back that are done and stay so: not those that may yet be undone, once their undo is tried again. */
    List<String> settled() {
        return acts.settled(failed());
    }

    List<LedgerEntry> remaining() {
        return undone.stream()
                .flatMap(one -> one.remains().stream())
                .map(town.engine()::reported)
                .toList();
    }

    private Set<String> failed() {
        return undone.stream()
                .filter(one -> one.outcome() == Outcome.FAILED)
                .map(one -> one.entry().key())
                .collect(Collectors.toSet());
    }
}
