package dev.palisade.client.render;

import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A line for each step of a request: what it does, how long, what it waits for. */
final class StepLines {
    private final TimeScale scale;
    private final ZoneId zone;
    private final Style style;

    StepLines(TimeScale scale, ZoneId zone, Style style) {
        this.scale = scale;
        this.zone = zone;
        this.style = style;
    }

    List<String> of(RequestView view) {
        RequestStatus status = view.status();
        if (status == null || status.plan() == null || status.plan().isEmpty()) {
            return List.of();
        }
        Map<String, StepProgress> progress = byStep(status);
        List<Step> steps = status.plan().steps();
        List<String> aligned = Columns.align(
                steps.stream().map(step -> cells(step, progress, view)).toList());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            StepState state = state(steps.get(i), progress);
            lines.add(StateText.coloured(state, aligned.get(i), style));
        }
        return lines;
    }

    static Map<String, StepProgress> byStep(RequestStatus status) {
        return status.steps().stream().collect(Collectors.toMap(StepProgress::stepId, Function.identity()));
    }

    private List<String> cells(Step step, Map<String, StepProgress> progress, RequestView view) {
        return List.of(
                "  " + StateText.of(state(step, progress)),
                time(step, progress, view.seenAt()),
                step.title(),
                note(step, progress, view));
    }

    private static StepState state(Step step, Map<String, StepProgress> progress) {
        StepProgress known = progress.get(step.id());
        return known == null ? StepState.WAITING : known.state();
    }

    private String time(Step step, Map<String, StepProgress> progress, Instant now) {
        String typical = DurationText.about(step.typical());
        StepProgress known = progress.get(step.id());
        if (known == null || known.startedAt() == null || known.state() == StepState.WAITING) {
            return typical + " " + scale.word();
        }
        Instant end = known.endedAt() == null ? now : known.endedAt();
        Duration elapsed = scale.azure(Duration.between(known.startedAt(), end));
        return DurationText.of(elapsed) + " of " + typical + " " + scale.word();
    }

    private String note(Step step, Map<String, StepProgress> progress, RequestView view) {
        return switch (state(step, progress)) {
            case WAITING -> waitsFor(step, progress);
            case BEGINNING, IN_FLIGHT, UNDOING ->
                view.pendingFor(step.id()).map(this::attempt).orElse("");
            case DONE, FAILED, NOT_BEGUN, UNDONE -> "";
        };
    }

    private static String waitsFor(Step step, Map<String, StepProgress> progress) {
        String open = step.dependsOn().stream()
                .filter(id -> progress.get(id) == null || progress.get(id).state() != StepState.DONE)
                .collect(Collectors.joining(", "));
        return open.isEmpty() ? "" : "waits for " + open;
    }

    private String attempt(PendingActivity activity) {
        if (activity.lastFailure() == null) {
            return "";
        }
        String next = activity.nextAttempt() == null ? "" : "; next look " + Times.of(activity.nextAttempt(), zone);
        return "attempt " + activity.attempt() + ": " + activity.lastFailure() + next;
    }

    /** What a plan found as asked and so will not touch. */
    static List<String> found(Plan plan) {
        return plan.found().stream()
                .map(id -> "  as asked already: " + id.name() + " (" + id.type() + ")")
                .toList();
    }
}
