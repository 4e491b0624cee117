package dev.palisade.workflows.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Plan;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes Azure and plans; never writes. An activity, so that a new planner never breaks the replay of a running request. */
@ActivityInterface(namePrefix = "planning.")
public interface PlanningActivities {
    Prepared prepare(PlanCall call);

    record PlanCall(String requestId, String environment, JsonNode document, Ledger ledger) {}

    /**
     * @param onFailure what the document says, or null for the default: rollback of a first apply, park of everything else
     * @param reopenNetwork true only if the document says {@code on_failure.network: restore}
     * @param needsApproval the plan loosens or deletes something, or policy says so
     */
    record Prepared(
            Plan plan,
            List<Finding> findings,
            @Nullable OnFailure onFailure,
            boolean reopenNetwork,
            boolean needsApproval) {
        public Prepared {
            findings = List.copyOf(findings);
        }

        public boolean refused() {
            return findings.stream().anyMatch(Finding::refuses);
        }
    }

    enum OnFailure {
        ROLLBACK,
        PARK
    }
}
