package dev.palisade.workflows.slowness;

import com.google.protobuf.Timestamp;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.request.RequestType;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.EnvironmentActivities.TurnAsked;
import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.EnvironmentWorkflow.Turn;
import dev.palisade.workflows.contract.FailureClass;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import dev.palisade.workflows.fake.Plans;
import dev.palisade.workflows.payload.Answer;
import dev.palisade.workflows.payload.Payloads;
import dev.palisade.workflows.slowness.Sighting.Silence;
import io.temporal.api.common.v1.ActivityType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sightings of one request, {@code r-1}, of two steps: {@code lower}, and {@code upper} beside it. */
final class Seen {
    static final Instant START = Instant.parse("2026-11-22T12:00:00Z");
    static final Step LOWER = Plans.slow("lower");
    static final Step UPPER = Plans.slow("upper");
    static final Plan PLAN = Plans.plan(List.of(LOWER, UPPER));

    private Seen() {}

    /** It has not moved since its start. */
    static Sighting in(RequestState state, PendingCall... calls) {
        return sighting(status(state, List.of(), null), null, calls);
    }

    static Sighting with(StepProgress step, PendingCall... calls) {
        return sighting(status(RequestState.APPLYING, List.of(step), null), null, calls);
    }

    static Sighting paused(String words) {
        return sighting(status(RequestState.APPLYING, List.of(), words), null);
    }

    static Sighting waitingBehind(@Nullable EnvironmentState environment) {
        return sighting(status(RequestState.WAITING_FOR_TURN, List.of(), null), environment);
    }

    static Sighting unanswered(PendingCall... calls) {
        return new Sighting(START, null, null, null, List.of(calls), new Silence(START, "no worker answers for it"));
    }

    /** No worker answers for it, but one tries what it has asked for: last at that time. */
    static Sighting tried(Instant last) {
        DescribeWorkflowExecutionResponse run = DescribeWorkflowExecutionResponse.newBuilder()
                .setWorkflowExecutionInfo(WorkflowExecutionInfo.newBuilder().setStartTime(timestamp(START)))
                .addPendingActivities(PendingActivityInfo.newBuilder()
                        .setActivityType(ActivityType.newBuilder().setName("step.Await"))
                        .setState(PendingActivityState.PENDING_ACTIVITY_STATE_STARTED)
                        .setLastStartedTime(timestamp(last)))
                .build();
        return Sighting.of(run, new Answer.Silence<>(), null, START, Payloads.converter());
    }

    private static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static Sighting silentSince(Instant since) {
        return new Sighting(START, null, null, null, List.of(), new Silence(since, "no worker answers for it"));
    }

    static Sighting sighting(RequestStatus status, @Nullable EnvironmentState environment, PendingCall... calls) {
        return new Sighting(START, status, environment, null, List.of(calls), null);
    }

    static StepProgress step(StepState state, int startedSecond) {
        Instant at = START.plusSeconds(startedSecond);
        Instant begun = state == StepState.BEGINNING ? null : at;
        return new StepProgress(LOWER.id(), state, Ownership.CREATED, at, begun, null);
    }

    static RequestStatus status(RequestState state, List<StepProgress> steps, @Nullable String paused) {
        return new RequestStatus(
                "r-1",
                RequestType.APPLY,
                Plans.WORKSPACE.key(),
                "churn",
                "science",
                state,
                1,
                START,
                state.resting() ? START : null,
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
                paused,
                START);
    }

    /** Between two attempts, of which the next is far off. */
    static PendingCall call(String activity, AzureFailure lastHeard) {
        return new PendingCall(activity, START.plusSeconds(86_400), new Answer.Said<>(lastHeard), "as Azure says");
    }

    static PendingCall due(String activity, Instant at) {
        return new PendingCall(activity, at, new Answer.Silence<>(), "");
    }

    static AzureFailure heard(String code, String resource, WhoseMove move) {
        return new AzureFailure(
                FailureClass.WAIT, "creating lower", resource, code, "Azure says Creating", move, "", "");
    }

    static EnvironmentState heldBy(String requestId, int attempt) {
        EnvironmentState free = EnvironmentState.of(Plans.WORKSPACE.key(), "churn");
        TurnAsked asked = new TurnAsked(
                free.environment(),
                free.name(),
                requestId,
                "request/" + requestId,
                "run",
                "digest",
                START,
                attempt,
                RequestType.APPLY,
                "science");
        return environment(Turn.of(asked, 1, START), null);
    }

    static EnvironmentState environment(@Nullable Turn holder, @Nullable String stuck) {
        EnvironmentState free = EnvironmentState.of(Plans.WORKSPACE.key(), "churn");
        return new EnvironmentState(
                free.environment(),
                free.name(),
                null,
                0,
                holder,
                List.of(),
                free.ledger(),
                List.of(),
                stuck,
                null,
                null,
                List.of());
    }
}
