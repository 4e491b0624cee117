package dev.palisade.client.timing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The chain of steps that decided how long a request took: from the step that ended last, back through the dependence that ended last,
 * to one that waited for nothing. Had any other step been faster, the request would have taken as long.
 */
public record CriticalPath(List<StepTiming> steps) {
    public CriticalPath {
        steps = List.copyOf(steps);
    }

    public static CriticalPath of(List<StepTiming> timings) {
        Map<String, StepTiming> byId =
                timings.stream().collect(Collectors.toMap(StepTiming::stepId, Function.identity()));
        ArrayDeque<StepTiming> path = new ArrayDeque<>();
        Optional<StepTiming> next = timings.stream().max(Comparator.comparing(StepTiming::endedAt));
        while (next.isPresent() && !path.contains(next.get())) {
            path.addFirst(next.get());
            next = next.get().dependsOn().stream()
                    .map(byId::get)
                    .filter(Objects::nonNull)
                    .max(Comparator.comparing(StepTiming::endedAt));
        }
        return new CriticalPath(List.copyOf(path));
    }

    /** The sum of its steps, without what passed between them. */
    public Duration length() {
        return steps.stream().map(StepTiming::took).reduce(Duration.ZERO, Duration::plus);
    }

    public boolean contains(String stepId) {
        return steps.stream().anyMatch(step -> step.stepId().equals(stepId));
    }
}
