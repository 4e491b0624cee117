package dev.palisade.workflows.contract;

import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Step;
import io.temporal.activity.ActivityInterface;
import java.util.List;

/**
 * The effects of a plan's steps. Each may run twice or die anywhere, and the world is as if it had run once. Failures are
 * {@code ApplicationFailure}s whose type is a {@link FailureClass} and whose first detail is an {@link AzureFailure}; {@code WAIT} and
 * {@code RETRY} are retryable and carry their own delay, the others are not.
 */
@ActivityInterface(namePrefix = "step.")
public interface StepActivities {
    /**
     * The second detail of a failure by which {@code begin} ends and of which nothing was ever written, in no attempt: it did not act, so there
     * is nothing to take back and nothing to keep. Only where that is certain.
     */
    String NOTHING_WRITTEN = "nothing was written";

    /**
     * Reads; if the touched fields are as before, sends the guarded write; if as after, there is nothing to do; else WORLD_CHANGED. A creation
     * that meets what an earlier request of this environment made, failed or not as asked, writes it again. A DELETE answers {@code CHANGED} for
     * what it took away and {@code ADOPTED} for what was gone already.
     */
    Begun begin(StepCall call);

    /**
     * Asks after an operation once per attempt. Not done: a benign failure with its own delay. Done: reads the resource back, within the
     * settling window of its kind, and succeeds only if it is as the step wants it.
     */
    void await(AwaitCall call);

    /** Takes back what a step did, or may have done. Looks first, so it converges however often it runs. */
    Undone undo(UndoCall call);

    /** Reads back the touched fields of these steps; what is still different after the settling window. Never writes. */
    List<Difference> verify(VerifyCall call);

    /** @param environment canonical identity, the value of the ownership tag */
    record StepCall(String requestId, String environment, Step step) {}

    record AwaitCall(String requestId, String environment, Step step, Operation operation) {}

    /**
     * @param answered false if {@code begin} never answered, so that "absent" counts only after a settling window
     */
    record UndoCall(String environment, LedgerEntry entry, boolean answered) {
        /** The same call, restricted to some of the entry's changes. */
        public UndoCall with(List<Delta> fewer) {
            return new UndoCall(environment, entry.with(fewer), answered);
        }
    }

    record VerifyCall(String environment, List<Step> steps) {}

    /** @param field JSON Pointer in the resource */
    record Difference(String stepId, String resource, String field, String wanted, String found) {}
}
