package dev.palisade.activities;

import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;

/** Which plans a person must have seen before they run. */
final class ApprovalPolicy {
    private ApprovalPolicy() {}

    /** No door is opened, and nothing is deleted or detached, without a person's consent. */
    static boolean needsApproval(Plan plan) {
        return plan.steps().stream()
                .anyMatch(step -> step.effect() == Step.Effect.LOOSEN || step.action() == Step.Action.DELETE);
    }
}
