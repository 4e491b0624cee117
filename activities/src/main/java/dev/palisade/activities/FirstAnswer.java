package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.LongRunningOperation.Progress;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import org.jspecify.annotations.Nullable;

/** What the answer to a step's write, a success, has begun. */
record FirstAnswer(StepFailures failures, OperationsInFlight operations) {

    Begun begun(Step step, Doing doing, Ownership ownership, ArmWrite write, ArmAnswer answer) {
        Progress progress = LongRunningOperation.first(write.method(), answer);
        if (progress instanceof Progress.Failed failed) {
            throw failures.failedLate(doing, failed.error());
        }
        if (progress instanceof Progress.Pending pending) {
            return new Begun(ownership, operations.started(step, pending, answer));
        }
        boolean shown = step.action() != Step.Action.DELETE && isShown(answer.body(), step);
        return new Begun(ownership, shown ? null : operations.ofResource(step));
    }

    /** True if a resource is at rest, well, as the step wants it. */
    static boolean isProvisioned(JsonNode resource) {
        return LongRunningOperation.isSucceeded(LongRunningOperation.provisioningState(resource));
    }

    private static boolean isShown(@Nullable JsonNode body, Step step) {
        return DeltaComparison.compare(body, step.deltas()) == DeltaComparison.State.AFTER;
    }
}
