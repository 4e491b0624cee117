package dev.palisade.planning;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Refuses a plan that would change what the team may not touch. The intake has checked what the message names; only the plan knows where
 * that leads: to the account and the vault that the workspace has, to the security group that a subnet has.
 */
final class ScopeRule {
    private ScopeRule() {}

    static PlanResult check(Scopes scopes, PlanResult result) {
        List<Finding> outside = result.plan().steps().stream()
                .filter(step -> !scopes.allow(step.resource()))
                .map(ScopeRule::refusal)
                .toList();
        if (outside.isEmpty()) {
            return result;
        }
        List<Finding> findings = new ArrayList<>(result.findings());
        findings.addAll(outside);
        Plan nothing = Plan.nothing(result.plan().environment(), result.plan().profile());
        return new PlanResult(nothing, List.copyOf(findings), result.document(), result.body(), result.operations());
    }

    private static Finding refusal(Step step) {
        return Finding.refusal(
                FindingCode.OUT_OF_SCOPE,
                "",
                WhoseMove.OPERATOR,
                Map.of("step", step.id(), "resource", step.resource().toString()));
    }
}
