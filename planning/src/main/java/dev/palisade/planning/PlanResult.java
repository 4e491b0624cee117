package dev.palisade.planning;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Plan;
import java.util.List;

/** A plan and what the preflight found. If any finding refuses, the plan is empty: nothing may be touched. */
public record PlanResult(Plan plan, List<Finding> findings) {
    public PlanResult {
        findings = List.copyOf(findings);
    }

    public boolean refused() {
        return findings.stream().anyMatch(Finding::refuses);
    }
}
