package dev.palisade.activities.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.Begun;
import dev.palisade.workflows.contract.EnvironmentActivities;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.PlanningActivities;
import dev.palisade.workflows.contract.RequestWorkflow.TurnGranted;
import dev.palisade.workflows.contract.StepActivities;
import dev.palisade.workflows.contract.Undone;
import io.temporal.client.WorkflowClient;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A world of two clusters, one upon the other, and an environment that grants every turn. It fails where it is told to. */
final class PlayedWorld implements PlanningActivities, StepActivities, EnvironmentActivities {
    private static final ResourceId WORKSPACE = ResourceId.of(OutcomeSamples.WORKSPACE);

    private final Supplier<WorkflowClient> client;
    private final Map<String, FailureClass> failing = new ConcurrentHashMap<>();
    private volatile List<Finding> findings = List.of();
    private volatile boolean needsApproval;

    PlayedWorld(Supplier<WorkflowClient> client) {
        this.client = client;
    }

    /** @param call "begin upper", "undo lower" */
    PlayedWorld fails(String call, FailureClass how) {
        failing.put(call, how);
        return this;
    }

    PlayedWorld finds(Finding finding) {
        findings = List.of(finding);
        return this;
    }

    PlayedWorld needsApproval() {
        needsApproval = true;
        return this;
    }

    @Override
    public Prepared prepare(PlanCall call) {
        List<Step> steps = List.of(cluster("lower", List.of()), cluster("upper", List.of("lower")));
        Plan plan = new Plan(WORKSPACE, Profile.CURRENT, steps, List.of(), Claims.none(), List.of(), "abc");
        return new Prepared(plan, findings, null, false, needsApproval, call.document(), List.of());
    }

    private static Step cluster(String id, List<String> dependsOn) {
        return Step.creation(
                id,
                ResourceKind.AML_COMPUTE,
                WORKSPACE.child("computes", id),
                "Create " + id,
                JsonNodeFactory.instance.objectNode(),
                dependsOn,
                Duration.ofMinutes(3));
    }

    @Override
    public Begun begin(StepCall call) {
        failIfTold("begin " + call.step().id());
        ResourceId resource = call.step().resource();
        Duration minute = Duration.ofMinutes(1);
        return new Begun(
                Ownership.CREATED,
                new Operation(resource, Operation.Style.RESOURCE, null, minute, minute, Instant.EPOCH));
    }

    @Override
    public void await(AwaitCall call) {
        failIfTold("await " + call.step().id());
    }

    @Override
    public Undone undo(UndoCall call) {
        Step step = call.entry().step();
        failIfTold("undo " + step.id());
        return new Undone(step.id(), step.resource().toString(), Undone.Result.TAKEN_BACK, "deleted");
    }

    @Override
    public List<Difference> verify(VerifyCall call) {
        return List.of();
    }

    private void failIfTold(String call) {
        FailureClass how = failing.get(call);
        if (how != null) {
            AzureFailure why =
                    new AzureFailure(how, call, OutcomeSamples.WORKSPACE, "Told", "No.", WhoseMove.YOURS, "", "");
            throw ApplicationFailure.newNonRetryableFailure("No.", how.name(), why);
        }
    }

    @Override
    public void askTurn(TurnAsked asked) {
        client.get()
                .newUntypedWorkflowStub(asked.workflowId())
                .signal("turnGranted", new TurnGranted(1, true, Ledger.empty(), null, null, null));
    }

    @Override
    public void intend(Intention intention) {}

    @Override
    public void release(TurnReleased released) {}

    @Override
    public Book book(String environment) {
        return new Book(Ledger.empty(), null);
    }

    @Override
    public Ledger ledger(String environment) {
        return Ledger.empty();
    }

    @Override
    public boolean isRunning(String workflowId, String runId) {
        return true;
    }

    @Override
    public @Nullable String openRun(String workflowId) {
        return null;
    }
}
