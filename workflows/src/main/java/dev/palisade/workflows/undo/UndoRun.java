package dev.palisade.workflows.undo;

import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import io.temporal.workflow.Promise;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Takes back what was done: each thing as soon as nothing stands on it any more, the newest first. Goes on past failures: one outcome for
 * each. Must run in a detached scope, since a cancelled one would take nothing back and say nothing about it.
 */
public final class UndoRun {
    private final String environment;
    private final boolean reopenNetwork;
    private final boolean oneByOne;
    private final UndoProgress progress;
    private final UndoCalls calls;

    private final List<Undoable> waiting = new ArrayList<>();
    private final Map<Undoable, Promise<@Nullable Void>> inFlight = new LinkedHashMap<>();
    private final List<Undone> outcomes = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private Map<String, String> kept = Map.of();

    /** @param oneByOne what histories have in them of before undos went side by side */
    public UndoRun(String environment, boolean reopenNetwork, boolean oneByOne, UndoProgress progress) {
        this.environment = environment;
        this.reopenNetwork = reopenNetwork;
        this.oneByOne = oneByOne;
        this.progress = progress;
        this.calls = new UndoCalls(environment, progress);
    }

    /** @param oldestFirst in an order that respects every dependence, as plans are */
    public List<Undone> run(List<Undoable> oldestFirst) {
        kept = reopenNetwork ? Map.of() : ClosedDoors.among(environment, oldestFirst);
        oldestFirst.forEach(undoable -> known.add(undoable.stepId()));
        waiting.addAll(oldestFirst);
        Collections.reverse(waiting);
        beginWhatIsFree();
        progress.moved();
        while (!inFlight.isEmpty()) {
            Promise.anyOf(List.copyOf(inFlight.values())).get();
            inFlight.values().removeIf(Promise::isCompleted);
            beginWhatIsFree();
            progress.moved();
        }
        return outcomes;
    }

    private void beginWhatIsFree() {
        Optional<Undoable> next = nextFree();
        while (next.isPresent()) {
            Undoable undoable = next.get();
            waiting.remove(undoable);
            progress.undoing(undoable.stepId());
            Optional<Undone> decided = withoutAct(undoable.entry().step());
            if (decided.isPresent()) {
                ended(decided.get());
            } else {
                inFlight.put(undoable, calls.takeBack(undoable).thenApply(this::ended));
            }
            next = nextFree();
        }
    }

    /** The newest that nothing stands on. What is newer and stands on something unknown may stand on anything. */
    private Optional<Undoable> nextFree() {
        if (oneByOne && !inFlight.isEmpty()) {
            return Optional.empty();
        }
        for (int i = 0; i < waiting.size(); i++) {
            Undoable candidate = waiting.get(i);
            Stream<Undoable> notGoneYet = Stream.concat(inFlight.keySet().stream(), waiting.subList(0, i).stream());
            if (notGoneYet.noneMatch(newer -> standsOn(newer, candidate))) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    private boolean standsOn(Undoable newer, Undoable older) {
        return newer.standsOn().stream().anyMatch(id -> id.equals(older.stepId()) || !known.contains(id));
    }

    private @Nullable Void ended(Undone outcome) {
        outcomes.add(outcome);
        progress.undone(outcome);
        return null;
    }

    private Optional<Undone> withoutAct(Step step) {
        String why = kept.get(step.id());
        if (why != null) {
            return Optional.of(UndoCalls.undone(step, Result.KEPT_CLOSED, why));
        }
        if (step.effect() == Effect.TIGHTEN && !reopenNetwork) {
            return Optional.of(UndoCalls.undone(step, Result.NEVER_HAPPENED, "read back: the door was not closed"));
        }
        return step.undo() == Undo.NONE
                ? Optional.of(UndoCalls.undone(step, Result.LEFT, "cannot be taken back"))
                : Optional.empty();
    }
}
