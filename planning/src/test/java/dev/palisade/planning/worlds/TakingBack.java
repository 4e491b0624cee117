package dev.palisade.planning.worlds;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes back what was done, as workflow and activities do: by the registered undo, newest first, closed doors and what they stand on left. */
public final class TakingBack {
    private final World world;
    private final UndoAct act;
    private final boolean reopens;
    private int failing;

    private final Map<String, Undoable> all = new LinkedHashMap<>();
    private final Set<String> kept = new HashSet<>();
    /** What things stand on that could not be taken back. */
    private final Set<String> beneathFailures = new HashSet<>();

    /**
     * One thing to take back.
     *
     * @param done true if it is known to stand
     */
    record Undoable(LedgerEntry entry, boolean done, Set<String> standsOn) {
        Step step() {
            return entry.step();
        }
    }

    /** What became of one. */
    public enum Outcome {
        TAKEN_BACK,
        NEVER_HAPPENED,
        KEPT_CLOSED,
        LEFT,
        FAILED;

        boolean remains() {
            return this == KEPT_CLOSED || this == LEFT || this == FAILED;
        }
    }

    public record Undone(LedgerEntry entry, Outcome outcome) {
        /** What the ledger keeps. */
        Optional<LedgerEntry> remains() {
            if (outcome == Outcome.FAILED) {
                return Optional.of(entry.stuck());
            }
            return outcome.remains() && entry.owns() ? Optional.of(entry.left()) : Optional.empty();
        }
    }

    /** @param failing which undo fails, counted round; negative for none */
    TakingBack(World world, UndoAct act, boolean reopens, int failing) {
        this.world = world;
        this.act = act;
        this.reopens = reopens;
        this.failing = failing;
    }

    List<Undone> run(List<Undoable> oldestFirst) {
        oldestFirst.forEach(undoable -> all.put(undoable.step().id(), undoable));
        if (!reopens) {
            oldestFirst.stream()
                    .filter(undoable -> undoable.step().effect() == Effect.TIGHTEN)
                    .filter(this::stands)
                    .forEach(this::keep);
        }
        failing = failing < 0 || oldestFirst.isEmpty() ? -1 : failing % oldestFirst.size();
        List<Undoable> waiting = new ArrayList<>(oldestFirst);
        List<Undone> outcomes = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Undoable next = nextFree(waiting);
            waiting.remove(next);
            Undone undone = new Undone(next.entry(), outcome(next));
            outcomes.add(undone);
            if (undone.outcome() == Outcome.FAILED) {
                beneathFailures.addAll(next.standsOn());
            }
            // It is as before, and that may be as a stranger had left it.
            next.step()
                    .deltas()
                    .forEach(delta -> world.isUncertain(Facts.place(next.step().resource(), delta)));
        }
        return outcomes;
    }

    private boolean stands(Undoable tightening) {
        return tightening.done()
                || Meaning.isDone(
                        world.azure().find(tightening.step().resource()).orElse(null),
                        tightening.step().deltas());
    }

    private void keep(Undoable undoable) {
        if (kept.add(undoable.step().id())) {
            undoable.standsOn().stream().filter(all::containsKey).map(all::get).forEach(this::keep);
        }
    }

    /** The newest that nothing stands on which is still there. */
    private Undoable nextFree(List<Undoable> waiting) {
        for (int i = waiting.size() - 1; i >= 0; i--) {
            Undoable candidate = waiting.get(i);
            boolean free = waiting.subList(i + 1, waiting.size()).stream()
                    .noneMatch(
                            newer -> newer.standsOn().contains(candidate.step().id()));
            if (free) {
                return candidate;
            }
        }
        throw new IllegalStateException("Nothing is free of " + waiting);
    }

    private Outcome outcome(Undoable undoable) {
        Step step = undoable.step();
        if (kept.contains(step.id())) {
            return Outcome.KEPT_CLOSED;
        }
        if (step.effect() == Effect.TIGHTEN && !reopens) {
            return Outcome.NEVER_HAPPENED;
        }
        if (step.undo() == Undo.NONE) {
            return Outcome.LEFT;
        }
        if (failing-- == 0) {
            return Outcome.FAILED;
        }
        return tried(undoable.entry());
    }

    /** The workflows go on past failures; what Azure refuses since a failure has left something standing on it fails as well. */
    private Outcome tried(LedgerEntry entry) {
        try {
            return act.takesBack(entry);
        } catch (Broken refused) {
            if (refused.invariant() == Invariant.AZURE_TAKES_IT && beneathFailures.contains(entry.key())) {
                return Outcome.FAILED;
            }
            throw refused;
        }
    }
}
