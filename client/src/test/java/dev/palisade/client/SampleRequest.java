package dev.palisade.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.palisade.client.temporal.EnvironmentView;
import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding.WhoseMove;
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
import dev.palisade.workflows.contract.Request;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.contract.Undone;
import dev.palisade.workflows.slowness.SlowWait;
import dev.palisade.workflows.slowness.Where;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One request at several moments of its life: a subnet, then a cluster in it. */
public final class SampleRequest {
    public static final Instant START = Instant.parse("2026-11-22T21:00:00Z");
    public static final ResourceId WORKSPACE = ResourceId.of(
            "/subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/ws");
    public static final Step SUBNET = new Step(
            "network/aks",
            ResourceKind.SUBNET,
            Step.Action.UPDATE,
            ResourceId.of(
                    "/subscriptions/s/resourceGroups/g/providers/Microsoft.Network/virtualNetworks/v/subnets/aks"),
            "Add service endpoint to subnet aks",
            List.of(Delta.element(
                    "/properties/serviceEndpoints", "service", null, object("service", "Microsoft.Storage"))),
            List.of(),
            Step.Undo.REVERT_DELTAS,
            Step.Effect.NEUTRAL,
            Duration.ofSeconds(30),
            "",
            List.of());
    public static final Step CLUSTER = new Step(
            "compute/myaks",
            ResourceKind.MANAGED_CLUSTER,
            Step.Action.CREATE,
            ResourceId.of(
                    "/subscriptions/s/resourceGroups/g/providers/Microsoft.ContainerService/managedClusters/myaks"),
            "Create cluster myaks",
            List.of(Delta.creation(cluster())),
            List.of("network/aks"),
            Step.Undo.DELETE_WHAT_WE_CREATED,
            Step.Effect.NEUTRAL,
            Duration.ofMinutes(20),
            "",
            List.of());
    private static final Plan PLAN = new Plan(
            WORKSPACE,
            Profile.CURRENT,
            List.of(SUBNET, CLUSTER),
            List.of(WORKSPACE),
            Claims.none(),
            List.of(),
            "3f5a9c1e77aa");

    private SampleRequest() {}

    /** Ten seconds in: the subnet is done, the cluster is on its way. */
    public static RequestStatus applying() {
        return status(
                RequestState.APPLYING,
                null,
                List.of(
                        done(SUBNET, 1, 2),
                        new StepProgress(
                                CLUSTER.id(),
                                StepState.IN_FLIGHT,
                                Ownership.CREATED,
                                START.plusSeconds(2),
                                START.plusSeconds(3),
                                null)));
    }

    public static RequestStatus ready() {
        return status(RequestState.READY, START.plusSeconds(13), List.of(done(SUBNET, 1, 2), done(CLUSTER, 2, 12)));
    }

    public static RequestStatus planned() {
        return status(RequestState.PLANNED, START.plusSeconds(1), List.of());
    }

    /** In any state, with nothing done. */
    public static RequestStatus in(RequestState state) {
        return in(state, state == RequestState.PLANNED ? RequestType.PLAN : RequestType.APPLY, 1);
    }

    /** The same, of another type and generation. */
    public static RequestStatus in(RequestState state, RequestType type, int generation) {
        return status(state, type, generation, state.resting() ? START.plusSeconds(4) : null, List.of());
    }

    /** Its cluster has just failed; nothing is taken back yet. */
    public static RequestStatus failing() {
        RequestStatus later = rolledBack();
        return new RequestStatus(
                later.requestId(),
                later.type(),
                later.environment(),
                later.name(),
                later.team(),
                RequestState.APPLYING,
                1,
                later.acceptedAt(),
                null,
                later.plan(),
                List.of(),
                List.of(
                        done(SUBNET, 1, 2),
                        new StepProgress(
                                CLUSTER.id(),
                                StepState.FAILED,
                                Ownership.CREATED,
                                START.plusSeconds(2),
                                START.plusSeconds(3),
                                START.plusSeconds(9))),
                later.failedStep(),
                later.failure(),
                List.of(),
                List.of(),
                null,
                1,
                null,
                null,
                START);
    }

    /** Held back by an operator's pause while its cluster is on its way. */
    public static RequestStatus paused(String words) {
        RequestStatus plain = applying();
        return new RequestStatus(
                plain.requestId(),
                plain.type(),
                plain.environment(),
                plain.name(),
                plain.team(),
                plain.state(),
                plain.generation(),
                plain.acceptedAt(),
                plain.endedAt(),
                plain.plan(),
                plain.findings(),
                plain.steps(),
                plain.failedStep(),
                plain.failure(),
                plain.undone(),
                plain.differences(),
                plain.cancelled(),
                2,
                "kim",
                words,
                START);
    }

    /** The message of this request. */
    public static Request message(String id, JsonNode document, Profile profile) {
        return new Request(
                id,
                RequestType.APPLY,
                WORKSPACE.key(),
                "churn",
                "research",
                profile,
                document,
                "digest",
                START,
                0,
                null,
                Scopes.unlimited());
    }

    /** The same, cancelled three seconds after its start; not cancelled without a reason. */
    public static RequestStatus cancelled(RequestStatus status, @Nullable String reason) {
        return new RequestStatus(
                status.requestId(),
                status.type(),
                status.environment(),
                status.name(),
                status.team(),
                status.state(),
                status.generation(),
                status.acceptedAt(),
                status.endedAt(),
                status.plan(),
                status.findings(),
                status.steps(),
                status.failedStep(),
                status.failure(),
                status.undone(),
                status.differences(),
                reason == null ? null : new Cancelled(START.plusSeconds(3), reason, status.steps()),
                status.attempt(),
                status.by(),
                null,
                START);
    }

    public static RequestStatus rolledBack() {
        RequestStatus plain = status(
                RequestState.ROLLED_BACK,
                START.plusSeconds(20),
                List.of(
                        new StepProgress(
                                SUBNET.id(),
                                StepState.UNDONE,
                                Ownership.CHANGED,
                                START.plusSeconds(1),
                                START,
                                START.plusSeconds(2)),
                        new StepProgress(
                                CLUSTER.id(),
                                StepState.UNDONE,
                                Ownership.CREATED,
                                START.plusSeconds(2),
                                START,
                                START.plusSeconds(9))));
        return new RequestStatus(
                plain.requestId(),
                plain.type(),
                plain.environment(),
                plain.name(),
                plain.team(),
                plain.state(),
                1,
                plain.acceptedAt(),
                plain.endedAt(),
                plain.plan(),
                List.of(),
                plain.steps(),
                CLUSTER.id(),
                new AzureFailure(
                        FailureClass.YOURS,
                        "creating cluster myaks",
                        CLUSTER.resource().toString(),
                        "SkuNotAvailable",
                        "The VM size is not available here.",
                        WhoseMove.YOURS,
                        "r-1",
                        "c-1"),
                List.of(
                        new Undone(CLUSTER.id(), CLUSTER.resource().toString(), Undone.Result.TAKEN_BACK, "deleted"),
                        new Undone(
                                SUBNET.id(),
                                SUBNET.resource().toString(),
                                Undone.Result.KEPT_CLOSED,
                                "the cluster's door stays closed")),
                List.of(),
                null,
                1,
                null,
                null,
                START);
    }

    public static RequestView view(RequestStatus status, int second, PendingActivity... pending) {
        return new RequestView(
                listing(status.state()),
                RequestView.Source.WORKER,
                START.plusSeconds(second),
                "127.0.0.1:7233",
                status,
                List.of(pending),
                List.of(),
                null);
    }

    /** The same look, had its environment answered. */
    public static RequestView in(EnvironmentView environment, RequestView view) {
        return new RequestView(
                view.listing(),
                view.source(),
                view.seenAt(),
                view.temporal(),
                view.status(),
                view.pending(),
                view.slow(),
                environment);
    }

    /** The same look, had an operator terminated the run. */
    public static RequestView terminated(RequestView view) {
        RequestListing was = view.listing();
        RequestListing now = new RequestListing(
                was.id(),
                was.runId(),
                RequestListing.Execution.TERMINATED,
                was.state(),
                was.team(),
                was.environment(),
                was.step(),
                was.errorCode(),
                was.profile(),
                was.startedAt(),
                view.seenAt());
        return new RequestView(
                now, view.source(), view.seenAt(), view.temporal(), view.status(), view.pending(), view.slow(), null);
    }

    /** The same look, had it found that. */
    public static RequestView slow(RequestView view, SlowWait... waits) {
        return new RequestView(
                view.listing(),
                view.source(),
                view.seenAt(),
                view.temporal(),
                view.status(),
                view.pending(),
                List.of(waits),
                view.environment());
    }

    /** Its cluster has been on its way for longer than is usual. */
    public static SlowWait slowCluster() {
        return new SlowWait(
                Where.AZURE_OPERATION,
                START.plusSeconds(3),
                Duration.ofSeconds(10),
                WhoseMove.NOBODY,
                "creating managed cluster myaks: Azure says Creating",
                CLUSTER.id(),
                CLUSTER.resource().toString(),
                null);
    }

    public static RequestView withoutWorker() {
        return new RequestView(
                listing(RequestState.APPLYING),
                RequestView.Source.SERVER_ONLY,
                START.plusSeconds(5),
                "127.0.0.1:7233",
                null,
                List.of(awaiting(2)),
                List.of(),
                null);
    }

    public static PendingActivity awaiting(int attempt) {
        return new PendingActivity(
                "step.Await", CLUSTER.id(), false, attempt, "myaks is Creating", START.plusSeconds(11));
    }

    public static RequestListing listing(RequestState state) {
        return new RequestListing(
                "churn-1",
                "run",
                state.resting() ? RequestListing.Execution.COMPLETED : RequestListing.Execution.RUNNING,
                state.name(),
                "research",
                WORKSPACE.key(),
                CLUSTER.id(),
                null,
                "current",
                START,
                state.resting() ? START.plusSeconds(13) : null);
    }

    private static StepProgress done(Step step, int from, int to) {
        return new StepProgress(
                step.id(),
                StepState.DONE,
                step.action() == Step.Action.CREATE ? Ownership.CREATED : Ownership.CHANGED,
                START.plusSeconds(from),
                START.plusSeconds(from),
                START.plusSeconds(to));
    }

    private static RequestStatus status(RequestState state, @Nullable Instant endedAt, List<StepProgress> steps) {
        return status(state, state == RequestState.PLANNED ? RequestType.PLAN : RequestType.APPLY, 1, endedAt, steps);
    }

    private static RequestStatus status(
            RequestState state, RequestType type, int generation, @Nullable Instant endedAt, List<StepProgress> steps) {
        return new RequestStatus(
                "churn-1",
                type,
                WORKSPACE.key(),
                "churn",
                "research",
                state,
                generation,
                START,
                endedAt,
                PLAN,
                List.of(),
                steps,
                null,
                null,
                List.of(),
                List.of(),
                null,
                1,
                null,
                null,
                START);
    }

    private static JsonNode cluster() {
        var body = JsonNodeFactory.instance.objectNode().put("location", "westeurope");
        body.putObject("properties")
                .put("kubernetesVersion", "1.33")
                .putObject("networkProfile")
                .put("serviceCidr", "10.0.0.0/16");
        return body;
    }

    private static JsonNode object(String field, String value) {
        return JsonNodeFactory.instance.objectNode().put(field, value);
    }
}
