package dev.palisade.activities.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Profile;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.planning.request.Scopes;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.Operation;
import dev.palisade.workflows.contract.OutcomeActivities.Outcome;
import dev.palisade.workflows.contract.OutcomeType;
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.StepOutcome;
import dev.palisade.workflows.contract.StepOutcome.StepTold;
import dev.palisade.workflows.contract.StepOutcome.Waiting;
import dev.palisade.workflows.contract.Undone;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Outcomes with something in every field. */
final class OutcomeSamples {
    static final String WORKSPACE =
            "/subscriptions/s/resourcegroups/g/providers/microsoft.machinelearningservices/workspaces/ws";
    static final Instant AT = Instant.parse("2026-11-22T12:00:00.250Z");

    private OutcomeSamples() {}

    /** As requests told them before they told of their steps, and environments do still. */
    static Outcome outcome(int sequence, RequestState state) {
        return new Outcome(sequence, AT, status("r-1", state, 1, null));
    }

    static Outcome outcome(OutcomeType type, RequestState state) {
        return outcome("r-1", type, state);
    }

    static Outcome outcome(String requestId, OutcomeType type, RequestState state) {
        return new Outcome(2, AT, status(requestId, state, 1, null), null, type, 1, null);
    }

    static Outcome step(OutcomeType type, StepState state, int occurrence) {
        return step("r-1", type, state, occurrence);
    }

    static Outcome step(String requestId, OutcomeType type, StepState state, int occurrence) {
        StepTold told = new StepTold(
                "compute/c",
                ResourceKind.AML_COMPUTE,
                Step.Action.CREATE,
                ResourceId.of(WORKSPACE).child("computes", "c"),
                "Create it",
                state,
                Ownership.CREATED,
                AT,
                AT,
                AT);
        StepOutcome outcome = new StepOutcome(
                requestId,
                RequestType.APPLY,
                WORKSPACE,
                "churn-prod",
                "churn",
                RequestState.APPLYING,
                1,
                1,
                "mina",
                told,
                new Waiting(Operation.Style.LOCATION, Duration.ofSeconds(30), AT, AT),
                failure(),
                undone());
        return new Outcome(3, AT, null, outcome, type, occurrence, null);
    }

    static Cancelled cancelled() {
        return new Cancelled(AT, "not needed", List.of(inFlight()));
    }

    static RequestStatus status(String requestId, RequestState state, int attempt, @Nullable Cancelled cancelled) {
        return new RequestStatus(
                requestId,
                RequestType.APPLY,
                WORKSPACE,
                "churn-prod",
                "churn",
                state,
                1,
                AT,
                AT,
                plan(),
                List.of(Finding.refusal(
                        FindingCode.SUBNET_MISSING,
                        "/network",
                        WhoseMove.YOURS,
                        Map.of("network", "net", "subnet", "training", "subnets", "default, aks"))),
                List.of(inFlight()),
                "compute/c",
                failure(),
                List.of(undone()),
                List.of(new Difference("compute/c", WORKSPACE, "/properties/x", "1", "2")),
                cancelled,
                attempt,
                attempt > 1 ? "mina" : null,
                "not on Fridays",
                AT);
    }

    /** As its message asked for it. */
    static Request request(String id) {
        return new Request(
                id,
                RequestType.APPLY,
                WORKSPACE,
                "churn-prod",
                "churn",
                Profile.CURRENT,
                JsonNodeFactory.instance.objectNode(),
                "digest",
                AT,
                1,
                null,
                Scopes.unlimited());
    }

    private static StepProgress inFlight() {
        return new StepProgress("compute/c", StepState.IN_FLIGHT, Ownership.CREATED, AT, AT, null);
    }

    private static Undone undone() {
        return new Undone("compute/c", WORKSPACE + "/computes/c", Undone.Result.TAKEN_BACK, "deleted");
    }

    private static AzureFailure failure() {
        return new AzureFailure(
                FailureClass.NEEDS_A_PERSON,
                "creating compute cluster c",
                WORKSPACE + "/computes/c",
                "QuotaExceeded",
                "No cores.",
                WhoseMove.ADMINISTRATOR,
                "id-1",
                "id-2");
    }

    private static Plan plan() {
        ResourceId workspace = ResourceId.of(WORKSPACE);
        Step step = new Step(
                "compute/c",
                ResourceKind.AML_COMPUTE,
                Step.Action.CREATE,
                workspace.child("computes", "c"),
                "Create it",
                List.of(Delta.creation(JsonNodeFactory.instance.objectNode().put("x", "only-in-the-plan"))),
                List.of(),
                Step.Undo.DELETE_WHAT_WE_CREATED,
                Step.Effect.NEUTRAL,
                Duration.ofMinutes(3),
                "",
                List.of());
        return new Plan(workspace, Profile.CURRENT, List.of(step), List.of(), Claims.none(), List.of(), "abc");
    }
}
