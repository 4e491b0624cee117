package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.ArmAnswer;
import dev.palisade.activities.arm.ArmWrite;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.LongRunningOperation;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.Operation;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins to change parts of a resource, if they are as planned. */
final class ChangeBeginning {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final OperationsInFlight operations;
    private final RetrySchedule schedule;

    ChangeBeginning(AzureCalls azure, StepFailures failures, OperationsInFlight operations, AzureSettings settings) {
        this.azure = azure;
        this.failures = failures;
        this.operations = operations;
        this.schedule = new RetrySchedule(settings.time());
    }

    Begun begin(Step step, Doing doing, SentWrites sent, Optional<JsonNode> found) {
        JsonNode resource = found.orElseThrow(() -> failures.worldChanged(doing, "it does not exist any more."));
        return switch (DeltaComparison.compare(resource, step.deltas())) {
            case AFTER ->
                isToBeWrittenAgain(step, sent, resource)
                        ? writeAgain(step, doing, sent, resource)
                        : new Begun(
                                sent.mayHaveActed() ? Ownership.CHANGED : Ownership.ADOPTED,
                                rest(step, sent, resource));
            case BEFORE -> write(step, doing, sent, resource);
            case OTHER ->
                throw failures.worldChanged(
                        doing,
                        "what the step touches is not as it was planned: "
                                + Differences.inWords(resource, step.deltas()));
        };
    }

    /** A plan that changes nothing of a resource wants its failed write made good, until Azure has answered that. */
    private static boolean isToBeWrittenAgain(Step step, SentWrites sent, JsonNode resource) {
        return step.deltas().stream().allMatch(Delta::changesNothing)
                && sent.mayBeMended()
                && LongRunningOperation.provisioningState(resource).equalsIgnoreCase("Failed");
    }

    private @Nullable Operation rest(Step step, SentWrites sent, JsonNode resource) {
        return FirstAnswer.isProvisioned(resource) ? null : operations.underWay(step, sent);
    }

    private Begun writeAgain(Step step, Doing doing, SentWrites sent, JsonNode resource) {
        ArmWrite write = change(step, resource);
        ArmAnswer answer = sent.sendMending(azure, failures, doing, write);
        return new FirstAnswer(failures, operations).begun(step, doing, Ownership.CHANGED, write, answer);
    }

    private Begun write(Step step, Doing doing, SentWrites sent, JsonNode resource) {
        String state = LongRunningOperation.provisioningState(resource);
        if (!LongRunningOperation.isTerminal(state)) {
            throw failures.busy(doing, state, schedule.between(step.typical()));
        }
        ArmWrite write = change(step, resource);
        ArmAnswer answer = sent.send(azure, failures, doing, write);
        return new FirstAnswer(failures, operations).begun(step, doing, Ownership.CHANGED, write, answer);
    }

    private static ArmWrite change(Step step, JsonNode resource) {
        return ArmKinds.changeable(step.kind()).change(step.resource(), resource, step.deltas());
    }
}
