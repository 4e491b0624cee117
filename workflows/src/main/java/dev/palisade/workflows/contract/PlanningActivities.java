package dev.palisade.workflows.contract;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.planning.request.Standing;
import dev.palisade.planning.request.Standing.OperationMade;
import io.temporal.activity.ActivityInterface;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Observes Azure and plans; never writes. An activity, so that a new planner never breaks the replay of a running request. */
@ActivityInterface(namePrefix = "planning.")
public interface PlanningActivities {
    Prepared prepare(PlanCall call);

    /**
     * @param document what the message carried: a document, or the data of another type of request
     * @param type null in histories of before there were types to tell apart: an apply or a plan
     * @param standing null while nothing stands
     * @param scopes what the plan may change
     */
    record PlanCall(
            String requestId,
            String environment,
            JsonNode document,
            Ledger ledger,
            @Nullable RequestType type,
            @Nullable Standing standing,
            Scopes scopes) {
        public PlanCall {
            scopes = Scopes.orUnlimited(scopes);
        }
    }

    /**
     * @param onFailure what the document says, or null for the default: rollback of a first apply, park of everything else
     * @param reopenNetwork true only if the document says {@code on_failure.network: restore}
     * @param document the desired state once the plan is done; null if there is none any more, or if findings refuse
     * @param operations the single operations that the document then has in it, this request's among them
     * @param needsApproval the plan loosens or deletes something, or policy says so
     */
    record Prepared(
            Plan plan,
            List<Finding> findings,
            @Nullable OnFailure onFailure,
            boolean reopenNetwork,
            boolean needsApproval,
            @Nullable JsonNode document,
            List<OperationMade> operations) {
        public Prepared {
            // Jackson reads a JSON null as a node of its own.
            document = document == null || document.isNull() ? null : document;
            findings = List.copyOf(findings);
            operations = operations == null ? List.of() : List.copyOf(operations);
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
