package dev.palisade.activities;

import dev.palisade.activities.arm.ArmClient;
import dev.palisade.activities.arm.AzureSettings;
import dev.palisade.activities.arm.OperationSealer;
import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.arm.VaultSecrets;
import dev.palisade.activities.shared.Parents;
import dev.palisade.activities.shared.Pauses;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.Undone;
import java.util.List;

/** The effects of steps on Azure: one class for each, wired here. */
public final class StepActivitiesImpl implements StepActivities {
    private final StepBeginning beginning;
    private final OperationWait waiting;
    private final StepUndoing undoing;
    private final StepVerification verification;

    public StepActivitiesImpl(
            ArmClient arm,
            VaultSecrets vaults,
            AzureSettings settings,
            OperationSealer sealer,
            Parents parents,
            Pauses pauses) {
        RetrySchedule schedule = new RetrySchedule(settings.time());
        StepFailures failures = new StepFailures(schedule);
        AzureCalls azure = new AzureCalls(arm, failures);
        BeforeWriting before = new BeforeWriting(pauses, parents, failures);
        OperationsInFlight operations = new OperationsInFlight(arm, sealer, schedule);
        SecretsToTell secrets = new SecretsToTell(vaults, failures);
        this.beginning = new StepBeginning(before, azure, failures, operations, secrets, settings);
        this.waiting = new OperationWait(azure, failures, operations, schedule);
        this.undoing = new StepUndoing(before, azure, failures, settings, schedule);
        this.verification = new StepVerification(azure, failures, schedule);
    }

    @Override
    public Begun begin(StepCall call) {
        return beginning.begin(call);
    }

    @Override
    public void await(AwaitCall call) {
        waiting.await(call);
    }

    @Override
    public Undone undo(UndoCall call) {
        return undoing.undo(call);
    }

    @Override
    public List<Difference> verify(VerifyCall call) {
        return verification.verify(call);
    }
}
