package dev.palisade.planning;

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
import dev.palisade.planning.plan.Step;
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

    /** The paths that must be read before there can be a plan: resource IDs and collections. Empty once the observation is enough. */
    public Set<String> reads(EnvironmentDocument document, Observation observation) {
        World world = new World(document, observation, Ledger.empty(), "");
        draft(world);
        return world.unread();
    }

    /**
     * Everything the preflight has to say, in the document's order, and the plan; without steps if any finding refuses.
     *
     * @param ledger what Palisade owns in the environment
     * @param requestId what this very request has begun is planned again, until it is finished
     * @throws IllegalStateException if the observation is not enough: absence must not be taken from what was never read
     */
    public PlanResult plan(EnvironmentDocument document, Observation observation, Ledger ledger, String requestId) {
        World world = new World(document, observation, ledger, requestId);
        Draft draft = draft(world);
        if (!world.unread().isEmpty()) {
            throw new IllegalStateException(
                    "Planning " + document.workspace() + " needs what was not observed: " + world.unread());
        }
        boolean refused = draft.findings().stream().anyMatch(Finding::refuses);
        List<Step> steps = refused ? List.of() : draft.steps();
        String hash = PlanHash.of(document.workspace(), document.profile(), steps);
        Plan plan = new Plan(document.workspace(), document.profile(), steps, draft.found(), hash);
        return new PlanResult(
                plan, draft.findings().stream().sorted(new DocumentOrder()).toList());
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
