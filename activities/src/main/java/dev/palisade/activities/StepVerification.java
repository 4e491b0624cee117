package dev.palisade.activities;

import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.kind.ArmKinds;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepActivities.VerifyCall;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Reads back what steps touched. */
final class StepVerification {
    private final AzureCalls azure;
    private final StepFailures failures;
    private final RetrySchedule schedule;

    StepVerification(AzureCalls azure, StepFailures failures, RetrySchedule schedule) {
        this.azure = azure;
        this.failures = failures;
        this.schedule = schedule;
    }

    List<Difference> verify(VerifyCall call) {
        Attempt attempt = Attempt.current();
        List<Difference> differences = call.steps().stream()
                .flatMap(step -> Differences.of(step, azure.find(Doing.verifying(step), attempt)).stream())
                .toList();
        List<Step> different = call.steps().stream()
                .filter(step ->
                        differences.stream().anyMatch(each -> each.stepId().equals(step.id())))
                .toList();
        Notes notes = attempt.notes().withAnotherRead();
        longest(different)
                .filter(settling -> !settling.isOver(attempt.elapsed(), notes.reads()))
                .ifPresent(settling -> {
                    attempt.note(notes);
                    throw failures.notYet(
                            Doing.verifying(different.get(0)),
                            "Settling",
                            Differences.inWords(differences),
                            settling.pause());
                });
        return differences;
    }

    private Optional<Settling> longest(List<Step> steps) {
        return steps.stream()
                .map(step -> Settling.of(ArmKinds.of(step.kind()), schedule.time()))
                .max(Comparator.comparing(Settling::window));
    }
}
