package dev.palisade.workflows.request;

import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.calls.FailureReading;
import dev.palisade.workflows.calls.TimedWait;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.PlanningActivities.Prepared;
import dev.palisade.workflows.contract.RequestWorkflow.Approval;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A person's word on a plan. It holds for that plan and for any part of it, not for anything more. */
final class ApprovalGate {
    /** A plan nobody has looked at for a week describes a world of a week ago. */
    private static final Duration EXPIRY = Duration.ofDays(7);

    private @Nullable Plan waiting;
    private @Nullable Approval decision;
    private @Nullable Plan approved;

    /** True if the plan may run: it needs nobody's word, or it does no more than what was approved. */
    boolean covers(Prepared prepared) {
        Plan already = approved;
        return !prepared.needsApproval()
                || (already != null
                        && prepared.plan().steps().stream()
                                .allMatch(step -> already.steps().stream().anyMatch(given -> sameChange(given, step))));
    }

    /** Returns when the plan was approved. @throws io.temporal.failure.ApplicationFailure if it was refused, or nobody decided in time */
    void pass(Plan plan) {
        waiting = plan;
        decision = null;
        boolean decided = decidedInTime();
        Approval given = decision;
        if (!decided || given == null) {
            throw refused(plan, "APPROVAL_EXPIRED", "Nobody approved the plan within " + EXPIRY.toDays() + " days.");
        }
        if (!given.approved()) {
            throw refused(plan, "APPROVAL_REFUSED", given.by() + " refused the plan.");
        }
        approved = plan;
    }

    private boolean decidedInTime() {
        try {
            return TimedWait.await(EXPIRY, () -> decision != null);
        } finally {
            // Also when cancelled: nobody may be told that an approval counts which comes too late.
            waiting = null;
        }
    }

    /** @throws IllegalStateException if there is nothing to decide, or something else than was named */
    void validate(Approval approval) {
        Plan plan = waiting;
        if (plan == null) {
            throw new IllegalStateException("No plan waits for approval now.");
        }
        if (decision != null) {
            throw new IllegalStateException(decision.by() + " has already decided.");
        }
        if (!plan.hash().equals(approval.planHash())) {
            throw new IllegalStateException("The plan that waits for approval is " + plan.hash() + ", not "
                    + approval.planHash() + "; look at it again.");
        }
    }

    void decide(Approval approval) {
        decision = approval;
    }

    private static boolean sameChange(Step one, Step other) {
        return one.id().equals(other.id())
                && one.action() == other.action()
                && one.resource().equals(other.resource())
                && one.deltas().equals(other.deltas());
    }

    private static RuntimeException refused(Plan plan, String code, String message) {
        return FailureReading.thrown(FailureReading.ours(
                FailureClass.YOURS,
                "waiting for approval",
                plan.environment().toString(),
                code,
                message,
                WhoseMove.YOURS));
    }
}
