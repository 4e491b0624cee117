package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.Standing.OperationMade;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plan and what the preflight found. If any finding refuses, the plan is empty: nothing may be touched.
 *
 * @param document the desired state once the plan is done; null if there is none any more, or if what was asked could not be read
 * @param body the same, as it is kept
 * @param operations the single operations that the body has in it since somebody last sent a whole document
 */
public record PlanResult(
        Plan plan,
        List<Finding> findings,
        @Nullable EnvironmentDocument document,
        @Nullable JsonNode body,
        List<OperationMade> operations) {
    public PlanResult {
        operations = List.copyOf(operations);
        findings = List.copyOf(findings);
    }

    public boolean refused() {
        return findings.stream().anyMatch(Finding::refuses);
    }
}
