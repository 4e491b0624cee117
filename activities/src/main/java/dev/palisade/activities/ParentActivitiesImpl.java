package dev.palisade.activities;

import dev.palisade.activities.arm.RetrySchedule;
import dev.palisade.activities.arm.SimulatedTime;
import dev.palisade.activities.shared.Parents;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.workflows.contract.ParentActivities;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityInfo;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Claims at one parent after the other, in the order of their IDs. What was claimed at the first ones when a later one refuses does no harm:
 * it is settled when the request ends.
 */
public final class ParentActivitiesImpl implements ParentActivities {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);
    /** Longer than anything but a cluster takes to be deleted. */
    private static final Duration LEAVING_AT_MOST = Duration.ofMinutes(20);

    private final Parents parents;
    private final StepFailures failures = new StepFailures(new RetrySchedule(SimulatedTime.REAL));

    public ParentActivitiesImpl(Parents parents) {
        this.parents = parents;
    }

    /** Noted when something was just being taken back: the plan has counted on it, and must be made again. */
    record Waited(int attempt) {}

    @Override
    public void claim(ClaimCall call) {
        Attempt attempt = Attempt.current();
        for (ResourceId parent : call.claims().parents()) {
            List<Conflict> conflicts = parents.claim(
                            parent,
                            new Claiming(
                                    call.environment(),
                                    call.name(),
                                    run(),
                                    call.claims().of(parent)))
                    .conflicts();
            if (!conflicts.isEmpty()) {
                throw refused(parent, conflicts, attempt);
            }
        }
        if (attempt.recall(Waited.class).isPresent()) {
            throw failures.worldChanged(
                    new Doing("claiming what is shared with other environments", call.environment()),
                    "something that the plan has counted on was just being taken back by another environment.");
        }
    }

    @Override
    public void settle(ClaimsSettled claims) {
        parents.settle(claims, List.of());
    }

    @Override
    public void giveUp(GivingUp call) {
        parents.settle(call.claims(), call.settled());
    }

    private static String run() {
        ActivityInfo info = Activity.getExecutionContext().getInfo();
        return ParentActivities.run(info.getWorkflowId(), info.getWorkflowRunId());
    }

    private RuntimeException refused(ResourceId parent, List<Conflict> conflicts, Attempt attempt) {
        Doing doing = new Doing("claiming what is shared of " + parent.name(), parent.toString());
        String words = conflicts.stream().map(ParentActivitiesImpl::inWords).collect(Collectors.joining("; "));
        boolean passes = conflicts.stream().allMatch(conflict -> conflict.reason() == Reason.LEAVING)
                && attempt.elapsed().compareTo(LEAVING_AT_MOST) < 0;
        if (passes) {
            attempt.note(new Waited(attempt.number()));
            return failures.notYet(doing, "Leaving", words, BETWEEN_LOOKS);
        }
        return failures.worldChanged(doing, words + ".");
    }

    private static String inWords(Conflict conflict) {
        String holder = "environment " + conflict.name() + " (" + conflict.environment() + ")";
        return switch (conflict.reason()) {
            case ATTACHED -> conflict.what() + " is attached by " + holder;
            case OTHER_VALUE -> conflict.what() + " is wanted otherwise by " + holder;
            case LEAVING -> conflict.what() + " is being taken back by " + holder;
        };
    }
}
