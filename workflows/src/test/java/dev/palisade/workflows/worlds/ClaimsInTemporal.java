package dev.palisade.workflows.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What requests say to the real parents, as the activities of the worker say it. */
final class ClaimsInTemporal implements ParentActivities {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(30);
    private static final int LOOKS_AT_MOST = 30;

    private final Ground ground;
    private final ParentsInTemporal parents;

    ClaimsInTemporal(Ground ground, ParentsInTemporal parents) {
        this.ground = ground;
        this.parents = parents;
    }

    @Override
    public void claim(ClaimCall call) {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        String run = ParentActivities.run(info.getWorkflowId(), info.getWorkflowRunId());
        for (ResourceId parent : call.claims().parents()) {
            Claiming claiming = new Claiming(
                    call.environment(), call.name(), run, call.claims().of(parent));
            refuse(parents.claim(parent, claiming).conflicts(), info.getAttempt());
        }
        if (info.getAttempt() > 1) {
            throw AzureSays.no(FailureClass.WORLD_CHANGED, "the plan has counted on what was being taken back");
        }
    }

    private void refuse(List<Conflict> conflicts, int attempt) {
        boolean passes = conflicts.stream().allMatch(conflict -> conflict.reason() == Reason.LEAVING);
        if (!conflicts.isEmpty()) {
            throw passes && attempt < LOOKS_AT_MOST
                    ? AzureSays.notYet(ground.about(BETWEEN_LOOKS, "claim " + attempt), "leaving")
                    : AzureSays.no(FailureClass.WORLD_CHANGED, conflicts.toString());
        }
    }

    @Override
    public void settle(ClaimsSettled claims) {
        settle(claims, List.of());
    }

    @Override
    public void giveUp(GivingUp call) {
        settle(call.claims(), call.settled());
    }

    void settle(ClaimsSettled claims, List<String> settled) {
        Set<ResourceId> told = new TreeSet<>(claims.before().parents());
        told.addAll(claims.now().parents());
        told.addAll(claims.touched());
        claims.givenUp().forEach(entry -> told.add(entry.step().resource().topLevel()));
        told.forEach(parent -> parents.settle(
                parent,
                new Settlement(
                        claims.environment(),
                        claims.name(),
                        claims.run(),
                        claims.now().of(parent),
                        claims.givenUp().stream()
                                .filter(entry ->
                                        entry.step().resource().topLevel().equals(parent))
                                .toList(),
                        settled)));
    }
}
