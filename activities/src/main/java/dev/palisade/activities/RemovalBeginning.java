package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.OwnershipMark;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKind;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import java.util.List;
import java.util.Optional;

/** Begins to take a whole resource away that is ours: by its tags where it bears them, else by the ledger, from which the plan was made. */
final class RemovalBeginning {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final OperationsInFlight operations;
    private final RetrySchedule schedule;

    RemovalBeginning(AzureCalls azure, StepFailures failures, OperationsInFlight operations, AzureSettings settings) {
        this.azure = azure;
        this.failures = failures;
        this.operations = operations;
        this.schedule = new RetrySchedule(settings.time());
    }

    /** @param makers other environments from which this one has inherited it */
    Begun begin(StepCall call, Doing doing, SentWrites sent, Optional<JsonNode> found, List<String> makers) {
        Ownership done = sent.mayHaveActed() ? Ownership.CHANGED : Ownership.ADOPTED;
        if (found.isEmpty()) {
            return new Begun(done, null);
        }
        JsonNode resource = found.get();
        refuseForeign(call, doing, resource, makers);
        String state = LongRunningOperation.provisioningState(resource);
        if (state.equalsIgnoreCase("Deleting")) {
            return new Begun(done, operations.underWay(call.step(), sent));
        }
        if (!LongRunningOperation.isTerminal(state)) {
            throw failures.busy(doing, state, schedule.between(call.step().typical()));
        }
        return remove(call.step(), doing, sent, resource);
    }

    private Begun remove(Step step, Doing doing, SentWrites sent, JsonNode resource) {
        ArmWrite write = ArmKinds.creatable(step.kind()).delete(step.resource(), resource);
        ArmAnswer answer = sent.send(azure, failures, doing, write);
        return new FirstAnswer(failures, operations).begun(step, doing, Ownership.CHANGED, write, answer);
    }

    private static boolean isOf(String environment, StepCall call, JsonNode resource) {
        return new OwnershipMark(environment, call.requestId()).isOfEnvironment(resource);
    }

    private void refuseForeign(StepCall call, Doing doing, JsonNode resource, List<String> makers) {
        ArmKind.Creatable kind = ArmKinds.creatable(call.step().kind());
        boolean ours = isOf(call.environment(), call, resource)
                || makers.stream().anyMatch(maker -> isOf(maker, call, resource));
        if (kind.bearsTags() && !ours) {
            throw failures.worldChanged(doing, "its tags do not say that this environment created it; not touched.");
        }
        if (DeltaComparison.compare(resource, call.step().deltas()) != DeltaComparison.State.BEFORE) {
            throw failures.worldChanged(doing, "it is not what the plan has seen; not touched.");
        }
    }
}
