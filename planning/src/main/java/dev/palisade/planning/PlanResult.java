package dev.palisade.planning;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.PlanHash;
import dev.palisade.planning.plan.Profile;
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

    /**
     * What a draft comes to. A plan that is refused does nothing, needs nothing and lets go of nothing.
     *
     * @param document null if there is to be none any more
     */
    static PlanResult of(
            ResourceId environment,
            Profile profile,
            Draft draft,
            @Nullable EnvironmentDocument document,
            @Nullable JsonNode body,
            List<OperationMade> operations) {
        List<Finding> findings =
                draft.findings().stream().sorted(new DocumentOrder()).toList();
        if (findings.stream().anyMatch(Finding::refuses)) {
            Plan found = new Plan(
                    environment,
                    profile,
                    List.of(),
                    draft.found(),
                    Claims.none(),
                    List.of(),
                    PlanHash.of(environment, profile, List.of()));
            return new PlanResult(found, findings, document, body, operations);
        }
        String hash = PlanHash.of(environment, profile, draft.steps());
        Plan plan =
                new Plan(environment, profile, draft.steps(), draft.found(), draft.claims(), draft.released(), hash);
        return new PlanResult(plan, findings, document, body, operations);
    }

    /** Refused before there was anything to draft. */
    static PlanResult refused(World world, List<Finding> findings) {
        Draft nothing = new Draft();
        nothing.add(findings);
        return of(world.asked().environment(), Profile.CURRENT, nothing, null, null, List.of());
    }

    public boolean refused() {
        return findings.stream().anyMatch(Finding::refuses);
    }
}
