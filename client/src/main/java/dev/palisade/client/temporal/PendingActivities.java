package dev.palisade.client.temporal;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.util.Timestamps;
import io.temporal.api.enums.v1.EventType;
import io.temporal.api.enums.v1.PendingActivityState;
import io.temporal.api.failure.v1.Failure;
import io.temporal.api.history.v1.ActivityTaskScheduledEventAttributes;
import io.temporal.api.workflow.v1.PendingActivityInfo;
import io.temporal.client.WorkflowClient;
import io.temporal.common.converter.DataConverter;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run waits for. The server's list names no step, so the event that scheduled an activity is asked: history is read only when an
 * activity shows up that was not seen before.
 */
final class PendingActivities {
    private final WorkflowClient client;
    private final Map<String, String> stepByActivity = new HashMap<>();

    PendingActivities(WorkflowClient client) {
        this.client = client;
    }

    List<PendingActivity> of(String workflowId, String runId, List<PendingActivityInfo> infos) {
        if (infos.stream().anyMatch(info -> !stepByActivity.containsKey(key(runId, info.getActivityId())))) {
            readSteps(workflowId, runId);
        }
        return infos.stream().map(info -> pending(runId, info)).toList();
    }

    private PendingActivity pending(String runId, PendingActivityInfo info) {
        boolean running = info.getState() == PendingActivityState.PENDING_ACTIVITY_STATE_STARTED;
        String step = stepByActivity.getOrDefault(key(runId, info.getActivityId()), "");
        return new PendingActivity(
                info.getActivityType().getName(),
                step.isEmpty() ? null : step,
                running,
                info.getAttempt(),
                info.hasLastFailure() ? sentence(info.getLastFailure()) : null,
                running ? null : nextAttempt(info));
    }

    private static @Nullable Instant nextAttempt(PendingActivityInfo info) {
        if (info.hasNextAttemptScheduleTime()) {
            return Instant.ofEpochMilli(Timestamps.toMillis(info.getNextAttemptScheduleTime()));
        }
        return info.hasScheduledTime() ? Instant.ofEpochMilli(Timestamps.toMillis(info.getScheduledTime())) : null;
    }

    /** The innermost message: the outer ones say that an activity failed, which is known. */
    private static String sentence(Failure failure) {
        return failure.hasCause() && failure.getMessage().isEmpty()
                ? sentence(failure.getCause())
                : failure.getMessage();
    }

    private void readSteps(String workflowId, String runId) {
        client.fetchHistory(workflowId, runId).getEvents().stream()
                .filter(event -> event.getEventType() == EventType.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED)
                .map(event -> event.getActivityTaskScheduledEventAttributes())
                .forEach(scheduled -> stepByActivity.put(
                        key(runId, scheduled.getActivityId()), step(scheduled).orElse("")));
    }

    /** Begin and await name the step itself, undo names a ledger entry that has it. */
    private Optional<String> step(ActivityTaskScheduledEventAttributes scheduled) {
        if (scheduled.getInput().getPayloadsCount() == 0) {
            return Optional.empty();
        }
        DataConverter converter = client.getOptions().getDataConverter();
        JsonNode call = converter.fromPayload(scheduled.getInput().getPayloads(0), JsonNode.class, JsonNode.class);
        String id = call.at("/step/id").asText(call.at("/entry/step/id").asText(""));
        return id.isEmpty() ? Optional.empty() : Optional.of(id);
    }

    private static String key(String runId, String activityId) {
        return runId + "/" + activityId;
    }
}
