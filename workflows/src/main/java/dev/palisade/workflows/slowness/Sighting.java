package dev.palisade.workflows.slowness;

import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.RequestStatus;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflowservice.v1.DescribeWorkflowExecutionResponse;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An open request as it was seen once: what it says of itself, and what Temporal's server says of it.
 *
 * @param startedAt when Temporal had it
 * @param status null if no worker answered
 * @param environment what its environment says; null if nobody asked or answered. Asked only for a request that waits for its turn
 * @param taskSince since when a workflow task of it is due that no worker has finished; null if none is
 */
public record Sighting(
        Instant startedAt,
        @Nullable RequestStatus status,
        @Nullable EnvironmentState environment,
        @Nullable Instant taskSince,
        List<PendingCall> calls) {
    public Sighting {
        calls = List.copyOf(calls);
    }

    /** Read out of the server's description of the run, and the answers to two queries. */
    public static Sighting of(
            DescribeWorkflowExecutionResponse run,
            @Nullable RequestStatus status,
            @Nullable EnvironmentState environment,
            DataConverter converter) {
        List<PendingActivityInfo> activities = run.getPendingActivitiesList();
        return new Sighting(
                PendingCall.instant(run.getWorkflowExecutionInfo().getStartTime()),
                status,
                environment,
                run.hasPendingWorkflowTask() ? due(run.getPendingWorkflowTask()) : null,
                activities.stream()
                        .map(activity -> PendingCall.of(activity, converter))
                        .toList());
    }

    /** When it last moved, as far as can be told; later than that it has not. */
    public Instant lastMove() {
        if (status == null) {
            return latest(startedAt, calls.stream().map(PendingCall::lastStartedAt));
        }
        Instant moved = status.movedAt();
        return moved != null
                ? moved
                : latest(
                        status.acceptedAt(),
                        status.steps().stream()
                                .flatMap(step -> Stream.of(step.startedAt(), step.begunAt(), step.endedAt())));
    }

    /** A task that waits for a local activity is made anew again and again; the original time is that of the first. */
    private static Instant due(PendingWorkflowTaskInfo task) {
        return PendingCall.instant(
                task.hasOriginalScheduledTime() ? task.getOriginalScheduledTime() : task.getScheduledTime());
    }

    private static Instant latest(Instant first, Stream<@Nullable Instant> others) {
        return others.filter(Objects::nonNull)
                .max(Instant::compareTo)
                .filter(first::isBefore)
                .orElse(first);
    }
}
