package dev.palisade.workflows.undo;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Effect;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import io.temporal.failure.TemporalFailure;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * Takes back what was done, newest first, so that nothing is removed while something stands on it. Goes on past failures: one outcome for
 * each. Must run in a detached scope, since a cancelled one would take nothing back and say nothing about it.
 */
public final class UndoRun {
    private final String environment;
    private final boolean reopenNetwork;
    private final UndoProgress progress;

    public UndoRun(String environment, boolean reopenNetwork, UndoProgress progress) {
        this.environment = environment;
        this.reopenNetwork = reopenNetwork;
        this.progress = progress;
    }

    /** @param oldestFirst in an order that respects every dependence, as plans are */
    public List<Undone> run(List<Undoable> oldestFirst) {
        Map<String, String> kept = reopenNetwork ? Map.of() : ClosedDoors.among(environment, oldestFirst);
        List<Undoable> newestFirst = new ArrayList<>(oldestFirst);
        Collections.reverse(newestFirst);
        List<Undone> outcomes = new ArrayList<>();
        for (Undoable undoable : newestFirst) {
            progress.undoing(undoable.stepId());
            Undone outcome = outcome(undoable, kept);
            outcomes.add(outcome);
            progress.undone(outcome);
        }
        return outcomes;
    }

    private Undone outcome(Undoable undoable, Map<String, String> kept) {
        Step step = undoable.entry().step();
        String why = kept.get(step.id());
        if (why != null) {
            return undone(step, Result.KEPT_CLOSED, why);
        }
        if (step.effect() == Effect.TIGHTEN && !reopenNetwork) {
            return undone(step, Result.NEVER_HAPPENED, "read back: the door was not closed");
        }
        if (step.undo() == Undo.NONE) {
            return undone(step, Result.LEFT, "cannot be taken back");
        }
        return takeBack(undoable.entry(), undoable.answered());
    }

    private Undone takeBack(LedgerEntry entry, boolean answered) {
        try {
            return ActivityPresets.undo(entry.step()).undo(new UndoCall(environment, entry, answered));
        } catch (TemporalFailure failure) {
            AzureFailure why = FailureReading.of(
                    failure,
                    "undoing: " + entry.step().title(),
                    entry.step().resource().toString());
            return undone(entry.step(), Result.FAILED, why.code() + ": " + why.message());
        }
    }

    private static Undone undone(Step step, Result result, String explanation) {
        return new Undone(step.id(), step.resource().toString(), result, explanation);
    }
}
