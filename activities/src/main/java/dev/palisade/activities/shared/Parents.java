package dev.palisade.activities.shared;

import dev.palisade.activities.shared.RunningWorkflows.Entity;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.workflows.contract.ParentActivities.ClaimsSettled;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow.ClaimAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/** The parents' workflows. */
public final class Parents {
    private final RunningWorkflows workflows;

    public Parents(RunningWorkflows workflows) {
        this.workflows = workflows;
    }

    public ClaimAnswer claim(ResourceId parent, Claiming claiming) {
        return workflows.update(entity(parent), stub -> stub::claim, claiming);
    }

    public LeaveAnswer leave(ResourceId parent, Leaving leaving) {
        return workflows.update(entity(parent), stub -> stub::leave, leaving);
    }

    /**
     * Tells every parent that has, had or is left anything of this environment what it claims from now on.
     *
     * @param settled references of ledger entries that are taken back or released
     */
    public void settle(ClaimsSettled claims, List<String> settled) {
        SortedSet<ResourceId> told = new TreeSet<>(claims.before().parents());
        told.addAll(claims.now().parents());
        told.addAll(claims.touched());
        // What it made it need not have claimed: a cluster that it created and never attached.
        claims.givenUp().forEach(entry -> told.add(entry.step().resource().topLevel()));
        told.forEach(parent -> tell(
                parent,
                new Settlement(
                        claims.environment(),
                        claims.name(),
                        claims.run(),
                        claims.now().of(parent),
                        of(parent, claims.givenUp()),
                        settled)));
    }

    /** What others claim of these, and left to the environment. A parent that nobody spoke to yet has nothing to say. */
    public Neighbours neighbours(String environment, Collection<ResourceId> parents) {
        Map<String, Held> byParent = new LinkedHashMap<>();
        parents.forEach(parent -> byParent.put(
                parent.key(),
                workflows
                        .ask(ParentWorkflow.class, workflowId(parent), ParentWorkflow::state)
                        .map(state -> held(environment, state))
                        .orElseGet(Held::nobody)));
        return new Neighbours(byParent);
    }

    /** A parent that was lost is told all the same, if there is anything to know. */
    private void tell(ResourceId parent, Settlement settlement) {
        if (settlement.claims().isEmpty()) {
            workflows.tellIfThere(ParentWorkflow.class, workflowId(parent), stub -> stub.settled(settlement));
            return;
        }
        workflows.tell(entity(parent), stub -> stub::settled, settlement);
    }

    private static Held held(String environment, ParentState state) {
        List<Neighbour> others = state.claimants().stream()
                .filter(claimant -> !claimant.environment().equals(environment))
                .map(claimant -> new Neighbour(claimant.environment(), claimant.name(), needed(claimant)))
                .filter(neighbour -> !neighbour.claims().isEmpty())
                .toList();
        List<LedgerEntry> inherited = state.claimants().stream()
                .filter(claimant -> claimant.environment().equals(environment))
                .flatMap(claimant -> claimant.inherited().stream())
                .map(Inherited::entry)
                .toList();
        return new Held(others, inherited);
    }

    /** What it is just leaving it does not need any more. */
    private static Claims needed(Claimant claimant) {
        List<Claims.Element> elements = claimant.claims().elements().stream()
                .filter(element -> claimant.leaving().stream().noneMatch(left -> Overlap.isPartOf(element, left)))
                .toList();
        return new Claims(
                elements, claimant.claims().addresses(), claimant.claims().attachments());
    }

    private static List<LedgerEntry> of(ResourceId parent, List<LedgerEntry> entries) {
        return entries.stream()
                .filter(entry -> entry.step().resource().topLevel().equals(parent))
                .toList();
    }

    private static Entity<ParentWorkflow, ParentState> entity(ResourceId parent) {
        return new Entity<>(
                ParentWorkflow.class,
                workflowId(parent),
                "shared: " + parent.name(),
                stub -> stub::run,
                ParentState.of(parent));
    }

    private static String workflowId(ResourceId parent) {
        return ParentWorkflow.WORKFLOW_ID_PREFIX + parent.key();
    }
}
