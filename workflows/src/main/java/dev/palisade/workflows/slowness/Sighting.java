package dev.palisade.workflows.slowness;

import dev.palisade.workflows.contract.EnvironmentWorkflow.EnvironmentState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.payload.Answer;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.api.workflow.v1.PendingWorkflowTaskInfo;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
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
 * @param status null if it is not known
 * @param environment what its environment says; null if nobody asked or answered. Asked only for a request that waits for its turn
 * @param taskSince since when a workflow task of it is due that no worker has finished; null if none is
 * @param silence null if there was an answer, readable or not
 */
public record Sighting(
        Instant startedAt,
        @Nullable RequestStatus status,
        @Nullable EnvironmentState environment,
        @Nullable Instant taskSince,
        List<PendingCall> calls,
        @Nullable Silence silence) {
    public Sighting {
        calls = List.copyOf(calls);
    }

    /**
     * That nobody says how a request stands.
     *
     * @param since when that was first seen. One question without an answer means nothing: a worker may be busy
     */
    public record Silence(Instant since, String explanation) {
        static Silence of(Answer.Silence<?> silent, Instant since) {
            return new Silence(since, Objects.requireNonNullElse(silent.refusal(), "no worker answers for it"));
        }
    }

    /**
     * Read out of the server's description of the run, and the answers to two queries.
     *
     * @param silentSince since when no worker answers, if none did
     */
    public static Sighting of(
            DescribeWorkflowExecutionResponse run,
            Answer<RequestStatus> status,
            @Nullable EnvironmentState environment,
            Instant silentSince,
            DataConverter converter) {
        List<PendingActivityInfo> activities = run.getPendingActivitiesList();
        return new Sighting(
                startedAt(run.getWorkflowExecutionInfo()),
                status.known().orElse(null),
                environment,
                run.hasPendingWorkflowTask() ? due(run.getPendingWorkflowTask()) : null,
                activities.stream()
                        .map(activity -> PendingCall.of(activity, converter))
                        .toList(),
                status instanceof Answer.Silence<RequestStatus> silent ? Silence.of(silent, silentSince) : null);
    }

    /** Of one that is listed as open, but that the server does not describe. */
    public static Sighting undescribed(WorkflowExecutionInfo listed, @Nullable RequestStatus status, Silence silence) {
        return new Sighting(startedAt(listed), status, null, null, List.of(), silence);
    }

    /** When Temporal had it. */
    public static Instant startedAt(WorkflowExecutionInfo run) {
        return PendingCall.instant(run.getStartTime());
    }

    /** The same, but that a silence that there was before has lasted since then. */
    public Sighting after(Sighting before) {
        return silence == null || before.silence == null
                ? this
                : new Sighting(
                        startedAt,
                        status,
                        environment,
                        taskSince,
                        calls,
                        new Silence(before.silence.since(), silence.explanation()));
    }

    /** True if another build has said something that this one cannot read. Workers of that build can judge it. */
    public boolean unreadable() {
        return (status == null && silence == null)
                || calls.stream().anyMatch(call -> call.heard().unreadable());
    }

    /** When it last moved, as far as it says; else its start, for an attempt of a call is no move, and workers see different ones. */
    public Instant lastMove() {
        if (status == null) {
            return startedAt;
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
