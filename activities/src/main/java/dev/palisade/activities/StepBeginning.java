package dev.palisade.activities;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities.StepCall;
import io.temporal.failure.ApplicationFailure;
import java.util.List;
import java.util.Optional;

/** Begins a step: looks, and writes only if the world is as planned. */
final class StepBeginning {
    private final BeforeWriting before;
    private final AzureCalls azure;
    private final CreationBeginning creation;
    private final ChangeBeginning change;
    private final RemovalBeginning removal;

    StepBeginning(
            BeforeWriting before,
            AzureCalls azure,
            StepFailures failures,
            OperationsInFlight operations,
            SecretsToTell secrets,
            AzureSettings settings) {
        this.before = before;
        this.azure = azure;
        this.creation = new CreationBeginning(azure, failures, operations, secrets, settings);
        this.change = new ChangeBeginning(azure, failures, operations, settings);
        this.removal = new RemovalBeginning(azure, failures, operations, settings);
    }

    Begun begin(StepCall call) {
        Attempt attempt = Attempt.current();
        SentWrites sent = new SentWrites(attempt);
        try {
            return begun(call, attempt, sent);
        } catch (ApplicationFailure failure) {
            throw sent.mayHaveActed() ? failure : StepFailures.nothingWritten(failure);
        }
    }

    private Begun begun(StepCall call, Attempt attempt, SentWrites sent) {
        Step step = call.step();
        Doing doing = Doing.applying(step);
        if (!sent.mayHaveActed()) {
            before.requireUnpaused(call.environment(), doing);
        }
        List<String> makers = before.leave(call, doing);
        Optional<JsonNode> found = azure.find(doing, attempt);
        return switch (step.action()) {
            case CREATE -> creation.begin(call, doing, attempt, sent, found);
            case UPDATE -> change.begin(step, doing, sent, found);
            case DELETE -> removal.begin(call, doing, sent, found, makers);
        };
    }
}
