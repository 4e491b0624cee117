package dev.palisade.workflows.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.planning.worlds.Parents;
import dev.palisade.workflows.contract.ParentWorkflow;
import dev.palisade.workflows.contract.ParentWorkflow.ClaimAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Claimant;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Kept;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import dev.palisade.workflows.contract.TemporalNames;
import io.temporal.api.enums.v1.WorkflowIdConflictPolicy;
import io.temporal.client.BatchRequest;
import io.temporal.client.UpdateOptions;
import io.temporal.client.WithStartWorkflowOperation;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowUpdateStage;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The real parents, over a client. */
final class ParentsInTemporal implements Parents {
    private final Supplier<WorkflowClient> client;
    /** All that anybody has spoken to. */
    private final Set<ResourceId> known = new ConcurrentSkipListSet<>();

    ParentsInTemporal(Supplier<WorkflowClient> client) {
        this.client = client;
    }

    ClaimAnswer claim(ResourceId parent, Claiming claiming) {
        ParentWorkflow stub = startable(parent);
        return WorkflowClient.executeUpdateWithStart(
                stub::claim,
                claiming,
                completed(),
                new WithStartWorkflowOperation<>(stub::run, ParentState.of(parent)));
    }

    void settle(ResourceId parent, Settlement settlement) {
        ParentWorkflow stub = startable(parent);
        BatchRequest request = client.get().newSignalWithStartRequest();
        request.add(stub::run, ParentState.of(parent));
        request.add(stub::settled, settlement);
        client.get().signalWithStart(request);
    }

    @Override
    public Leave leave(ResourceId environment, List<Element> elements, Optional<LedgerEntry> made) {
        ResourceId parent = elements.get(0).resource().topLevel();
        ParentWorkflow stub = startable(parent);
        LeaveAnswer answer = WorkflowClient.executeUpdateWithStart(
                stub::leave,
                new Leaving(environment.key(), "", elements, made.orElse(null)),
                completed(),
                new WithStartWorkflowOperation<>(stub::run, ParentState.of(parent)));
        return new Leave(
                answer.kept().stream().map(Kept::element).toList(),
                answer.madeBy().stream().map(ResourceId::of).toList());
    }

    @Override
    public Held held(ResourceId environment, ResourceId parent) {
        List<Neighbour> others = claimants(parent)
                .filter(claimant -> !isOf(environment, claimant))
                .map(claimant -> new Neighbour(claimant.environment(), claimant.name(), needed(claimant)))
                .filter(neighbour -> !neighbour.claims().isEmpty())
                .toList();
        return new Held(
                others,
                claimants(parent)
                        .filter(claimant -> isOf(environment, claimant))
                        .flatMap(claimant -> claimant.inherited().stream())
                        .map(ParentWorkflow.Inherited::entry)
                        .toList());
    }

    @Override
    public List<Left> inherited(ResourceId environment) {
        return everyClaimant()
                .filter(claimant -> isOf(environment, claimant))
                .flatMap(claimant -> claimant.inherited().stream())
                .flatMap(one -> Left.all(ResourceId.of(one.from()), one.entry()))
                .toList();
    }

    @Override
    public boolean isInherited(Element element) {
        return everyClaimant()
                .flatMap(claimant -> claimant.inherited().stream())
                .flatMap(one -> Left.all(ResourceId.of(one.from()), one.entry()))
                .anyMatch(left -> Overlap.same(left.element(), element));
    }

    @Override
    public boolean isNeededByOthers(ResourceId environment, Element element) {
        return everyClaimant()
                .filter(claimant -> !isOf(environment, claimant))
                .anyMatch(claimant -> Overlap.needs(needed(claimant), element));
    }

    private Stream<Claimant> everyClaimant() {
        return known.stream().flatMap(this::claimants);
    }

    private Stream<Claimant> claimants(ResourceId parent) {
        return known.contains(parent)
                ? client.get().newWorkflowStub(ParentWorkflow.class, workflowId(parent)).state().claimants().stream()
                : Stream.empty();
    }

    private static Claims needed(Claimant claimant) {
        List<Element> elements = claimant.claims().elements().stream()
                .filter(element -> claimant.leaving().stream().noneMatch(left -> Overlap.isPartOf(element, left)))
                .toList();
        return new Claims(
                elements, claimant.claims().addresses(), claimant.claims().attachments());
    }

    private static boolean isOf(ResourceId environment, Claimant claimant) {
        return claimant.environment().equals(environment.key());
    }

    private ParentWorkflow startable(ResourceId parent) {
        known.add(parent);
        return client.get()
                .newWorkflowStub(
                        ParentWorkflow.class,
                        WorkflowOptions.newBuilder()
                                .setWorkflowId(workflowId(parent))
                                .setTaskQueue(TemporalNames.TASK_QUEUE)
                                .setWorkflowIdConflictPolicy(
                                        WorkflowIdConflictPolicy.WORKFLOW_ID_CONFLICT_POLICY_USE_EXISTING)
                                .build());
    }

    private static String workflowId(ResourceId parent) {
        return ParentWorkflow.WORKFLOW_ID_PREFIX + parent.key();
    }

    private static <R> UpdateOptions<R> completed() {
        return UpdateOptions.<R>newBuilder()
                .setWaitForStage(WorkflowUpdateStage.COMPLETED)
                .build();
    }
}
