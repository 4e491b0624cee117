package dev.palisade.planning;

import dev.palisade.planning.claim.Claims;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.document.DocumentReader;
import dev.palisade.planning.document.DocumentResult;
import dev.palisade.planning.document.DocumentRules;
import dev.palisade.planning.document.EnvironmentDocument;
import dev.palisade.planning.finding.DocumentOrder;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.AmlComputeKind;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.Kind;
import dev.palisade.planning.kind.LockRules;
import dev.palisade.planning.kind.ManagedClusterKind;
import dev.palisade.planning.kind.StorageAccountKind;
import dev.palisade.planning.kind.SubnetKind;
import dev.palisade.planning.kind.WorkspaceKind;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.observation.Observation;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.PlanHash;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.Asked;
import java.util.List;
import java.util.Set;

/**
 * From what is wanted, what is there and what we own to what would be done. A pure function; the same arguments always give the same plan.
 *
 * <p>To observe enough, read what {@link #reads} names and ask again, until it names nothing: some paths are only known from others' answers.
 */
public final class Planner {
    /**
     * The seeds' own order: first the network, then what is closed to it, then what runs in it. The vault comes after storage, attachments
     * and endpoints after the clusters, once they are built; until then the document's rules refuse them.
     */
    private static final List<Kind> STORY = List.of(
            new WorkspaceKind(),
            new SubnetKind(),
            new StorageAccountKind(),
            new AmlComputeKind(),
            new ManagedClusterKind());

    /** What must still be seen before there can be a plan. Says nothing once it is enough. */
    public Reads reads(Asked asked, Observation observation, Neighbours neighbours) {
        EnvironmentDocument document = DocumentReader.read(asked.data()).document();
        return new Reads(document == null ? Set.of() : reads(document, observation), Set.of());
    }

    Set<String> reads(EnvironmentDocument document, Observation observation) {
        World world = new World(document, observation, Ledger.empty(), "");
        draft(world);
        return world.unread();
    }

    /**
     * Everything the preflight has to say, in the document's order, and the plan; without steps if any finding refuses.
     *
     * @throws IllegalStateException if the observation is not enough: absence must not be taken from what was never read
     */
    public PlanResult plan(Asked asked, Observation observation, Neighbours neighbours) {
        DocumentResult read = DocumentReader.read(asked.data());
        EnvironmentDocument document = read.document();
        if (document == null) {
            Plan nothing = Plan.nothing(asked.environment(), Profile.CURRENT);
            return new PlanResult(nothing, read.findings(), null, null, List.of());
        }
        PlanResult planned = plan(document, observation, asked.ledger(), asked.requestId());
        PlanResult result = new PlanResult(planned.plan(), planned.findings(), document, read.body(), List.of());
        return ScopeRule.check(asked.scopes(), result);
    }

    PlanResult plan(EnvironmentDocument document, Observation observation, Ledger ledger, String requestId) {
        World world = new World(document, observation, ledger, requestId);
        Draft draft = draft(world);
        if (!world.unread().isEmpty()) {
            throw new IllegalStateException(
                    "Planning " + document.workspace() + " needs what was not observed: " + world.unread());
        }
        boolean refused = draft.findings().stream().anyMatch(Finding::refuses);
        List<Step> steps = refused ? List.of() : draft.steps();
        String hash = PlanHash.of(document.workspace(), document.profile(), steps);
        Plan plan = new Plan(
                document.workspace(), document.profile(), steps, draft.found(), Claims.none(), List.of(), hash);
        List<Finding> findings =
                draft.findings().stream().sorted(new DocumentOrder()).toList();
        return new PlanResult(plan, findings, document, null, List.of());
    }

    private static Draft draft(World world) {
        Draft draft = new Draft();
        draft.add(DocumentRules.findings(world.document()));
        // With an ID of another type there is nothing sensible to ask Azure.
        if (draft.findings().stream().noneMatch(finding -> finding.code() == FindingCode.RESOURCE_TYPE_UNEXPECTED)) {
            STORY.forEach(kind -> kind.plan(world, draft));
            LockRules.check(world, draft);
        }
        return draft;
    }
}
