package dev.palisade.bench;

import dev.palisade.local.arm.state.Operation;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How long Azure itself took for a plan, in Azure's time: the longest chain of its operations. No orchestrator could be faster. */
final class AzureTime {
    private AzureTime() {}

    static Duration criticalPath(Plan plan, Collection<Operation> operations) {
        Map<String, Duration> done = new HashMap<>();
        for (Step step : plan.steps()) {
            Duration begun = step.dependsOn().stream()
                    .map(id -> done.getOrDefault(id, Duration.ZERO))
                    .max(Duration::compareTo)
                    .orElse(Duration.ZERO);
            done.put(step.id(), begun.plus(duration(step, operations)));
        }
        return done.values().stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration duration(Step step, Collection<Operation> operations) {
        return operations.stream()
                .filter(operation ->
                        operation.resource().equalsIgnoreCase(step.resource().toString()))
                .filter(operation -> operation.endsAt() != null)
                .map(operation -> Duration.between(operation.startedAt(), operation.endsAt()))
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }
}
