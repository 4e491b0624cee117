package dev.palisade.activities.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Language;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.Undone;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an outcome tells. The bodies of the plan stay at home: they are large, and whoever may see them reads the request itself.
 *
 * @param planHash what an approval names; null before there is a plan
 * @param attempt counts the attempts at this request, from 1
 * @param by who asked for this attempt; null for the message itself
 * @param cancelled what existed when somebody cancelled it; null if nobody did
 * @param paused why writes are paused here; null if they are not
 * @param language of sentences and remedies
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record OutcomeData(
        String requestId,
        RequestType requestType,
        String environment,
        String name,
        String team,
        RequestState state,
        int generation,
        Instant acceptedAt,
        @Nullable Instant endedAt,
        @Nullable String planHash,
        List<PlannedStep> plannedSteps,
        List<FindingTold> findings,
        List<StepProgress> steps,
        @Nullable String failedStep,
        @Nullable FailureTold failure,
        List<Undone> undone,
        List<Difference> differences,
        @Nullable String cancelReason,
        int attempt,
        @Nullable String by,
        @Nullable Cancelled cancelled,
        @Nullable String paused,
        Language language) {

    record PlannedStep(
            String id, Step.Action action, ResourceId resource, String title, Step.Effect effect, String impact) {}

    static OutcomeData of(RequestStatus status, Language language) {
        Plan plan = status.plan();
        return new OutcomeData(
                status.requestId(),
                status.type(),
                status.environment(),
                status.name(),
                status.team(),
                status.state(),
                status.generation(),
                status.acceptedAt(),
                status.endedAt(),
                plan == null ? null : plan.hash(),
                plan == null
                        ? List.of()
                        : plan.steps().stream().map(OutcomeData::planned).toList(),
                status.findings().stream()
                        .map(finding -> FindingTold.of(finding, language))
                        .toList(),
                status.steps(),
                status.failedStep(),
                FailureTold.of(status.failure(), language),
                status.undone(),
                status.differences(),
                status.cancelReason(),
                status.attempt(),
                status.by(),
                status.cancelled(),
                status.paused(),
                language);
    }

    private static PlannedStep planned(Step step) {
        return new PlannedStep(step.id(), step.action(), step.resource(), step.title(), step.effect(), step.impact());
    }
}
