package dev.palisade.client.timing;

import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** When a step ran, in real time, and what it had to wait for. */
public record StepTiming(String stepId, List<String> dependsOn, Instant startedAt, Instant endedAt) {
    public StepTiming {
        dependsOn = List.copyOf(dependsOn);
    }

    public Duration took() {
        return Duration.between(startedAt, endedAt);
    }

    /** The steps of a request that have both begun and ended, in the order of its plan. */
    public static List<StepTiming> of(RequestStatus status) {
        if (status.plan() == null) {
            return List.of();
        }
        List<StepTiming> timings = new ArrayList<>();
        for (var step : status.plan().steps()) {
            for (StepProgress progress : status.steps()) {
                if (progress.stepId().equals(step.id()) && progress.startedAt() != null && progress.endedAt() != null) {
                    timings.add(new StepTiming(step.id(), step.dependsOn(), progress.startedAt(), progress.endedAt()));
                }
            }
        }
        return List.copyOf(timings);
    }
}
