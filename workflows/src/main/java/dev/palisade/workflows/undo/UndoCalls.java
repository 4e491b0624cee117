package dev.palisade.workflows.undo;

import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.calls.ActivityPresets;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.StepActivities.UndoCall;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.contract.Undone.Result;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CompletablePromise;
import io.temporal.workflow.Functions;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;

/** The undo of one thing, as a promise that always has an outcome. Waits while an operator has paused writes, and tries again. */
final class UndoCalls {
    private final String environment;
    private final UndoProgress progress;

    UndoCalls(String environment, UndoProgress progress) {
        this.environment = environment;
        this.progress = progress;
    }

    Promise<Undone> takeBack(Undoable undoable) {
        Step step = undoable.entry().step();
        UndoCall call = new UndoCall(environment, undoable.entry(), undoable.answered());
        return detached(() -> Async.function(ActivityPresets.undo(step)::undo, call)
                .handle((undone, broken) -> broken == null ? Workflow.newPromise(undone) : after(undoable, broken))
                .thenCompose(outcome -> outcome));
    }

    private Promise<Undone> after(Undoable undoable, RuntimeException broken) {
        Step step = undoable.entry().step();
        AzureFailure why = read(step, broken);
        if (why.failureClass() != FailureClass.PAUSED) {
            return Workflow.newPromise(failed(step, why));
        }
        progress.paused(why.message());
        return detached(() -> Async.procedure(ActivityPresets.pause()::awaitUnpaused, environment)
                .handle((ok, broke) ->
                        broke == null ? again(undoable) : Workflow.newPromise(failed(step, read(step, broke))))
                .thenCompose(outcome -> outcome));
    }

    private Promise<Undone> again(Undoable undoable) {
        progress.unpaused();
        return takeBack(undoable);
    }

    /** What a call's answer calls is in no scope that is known: it might be a cancelled one. */
    private static Promise<Undone> detached(Functions.Func<Promise<Undone>> call) {
        CompletablePromise<Undone> outcome = Workflow.newPromise();
        Workflow.newDetachedCancellationScope(() -> outcome.completeFrom(call.apply()))
                .run();
        return outcome;
    }

    /** What is no failure of Temporal's is a bug, and must stop the workflow. */
    private static AzureFailure read(Step step, RuntimeException broken) {
        if (!(broken instanceof TemporalFailure failure)) {
            throw broken;
        }
        return FailureReading.of(
                failure, "undoing: " + step.title(), step.resource().toString());
    }

    private static Undone failed(Step step, AzureFailure why) {
        return undone(step, Result.FAILED, why.code() + ": " + why.message());
    }

    static Undone undone(Step step, Result result, String explanation) {
        return new Undone(step.id(), step.resource().toString(), result, explanation);
    }
}
