package dev.palisade.client.render;

import dev.palisade.client.simulator.Reading;
import dev.palisade.client.timing.CriticalPath;
import dev.palisade.client.timing.StepTiming;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.plan.DeltaComparison;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a request left behind, told after its end: the world, the changes, the times. */
public final class SummaryText {
    private final TimeScale scale;
    private final Style style;

    public SummaryText(TimeScale scale, Style style) {
        this.scale = scale;
        this.style = style;
    }

    /** The world as both tell it: the request's own status, and ARM's GETs just now. */
    public List<String> world(RequestStatus status, List<Reading> readings) {
        Map<String, StepProgress> progress = StepLines.byStep(status);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  RESOURCE", "TYPE", "TEMPORAL SAYS", "AZURE'S GET SAYS"));
        for (Reading reading : readings) {
            Step step = reading.step();
            StepProgress known = progress.get(step.id());
            rows.add(List.of(
                    "  " + step.resource().name(),
                    step.resource().type(),
                    known == null ? "-" : told(step, known),
                    azure(reading)));
        }
        List<String> lines = new ArrayList<>(List.of(style.bold("What exists now")));
        lines.addAll(Columns.align(rows));
        if (status.plan() != null) {
            lines.addAll(StepLines.found(status.plan()));
        }
        return lines;
    }

    private static String told(Step step, StepProgress progress) {
        if (step.action() == Step.Action.DELETE && progress.state() == StepState.DONE) {
            return "done, taken away by this request";
        }
        return StateText.of(progress.state())
                + switch (progress.ownership()) {
                    case CREATED -> ", created by this request";
                    case CHANGED -> ", changed by this request";
                    case ADOPTED -> ", was so already";
                    case UNKNOWN -> "";
                };
    }

    private static String azure(Reading reading) {
        if (reading.resource().isEmpty()) {
            return reading.step().action() == Step.Action.DELETE ? "not there, as the plan wants it" : "not there";
        }
        DeltaComparison.State comparison = reading.comparison();
        String fields = switch (comparison) {
            case AFTER -> "as the plan wants it";
            case BEFORE -> "as it was before";
            case OTHER -> "neither as before nor as planned";
        };
        String state = reading.provisioningState();
        return state.isEmpty() ? fields : state + ", " + fields;
    }

    /** What the steps that stand have changed; of a request that was taken back, only what stays. */
    public List<String> changes(RequestStatus status) {
        List<String> lines = new ArrayList<>(
                List.of(style.bold(status.undone().isEmpty() ? "What was changed" : "What stays changed")));
        if (status.plan() != null) {
            Map<String, StepProgress> progress = StepLines.byStep(status);
            List<Step> standing = status.plan().steps().stream()
                    .filter(step -> stands(progress.get(step.id())))
                    .toList();
            lines.addAll(standing.isEmpty() ? List.of("  Nothing.") : DeltaLines.of(standing));
        }
        return lines;
    }

    private static boolean stands(@Nullable StepProgress progress) {
        return progress != null && progress.state() == StepState.DONE;
    }

    /** How long each step took, which of them decided it all, and what was not spent in a step. */
    public List<String> times(RequestStatus status) {
        List<StepTiming> timings = StepTiming.of(status);
        boolean undone = !status.undone().isEmpty();
        CriticalPath path = CriticalPath.of(timings);
        List<String> lines =
                new ArrayList<>(List.of(style.bold(undone ? "How long it took, before the undo" : "How long it took")));
        lines.addAll(Columns.align(rows(status, timings, path)));
        if (!path.steps().isEmpty()) {
            lines.add("  Critical path: " + steps(path) + ", " + DurationText.of(scale.azure(path.length())) + " "
                    + scale.word() + ".");
        }
        if (status.endedAt() != null) {
            lines.add("  From acceptance to the end" + (undone ? ", undo included" : "") + ": "
                    + whole(status.acceptedAt(), status.endedAt(), path));
        }
        if (scale.speed() != 1) {
            lines.add(
                    "  Simulated times are real times × " + speed() + ", and so magnify Palisade's own share in them.");
        }
        return lines;
    }

    private List<List<String>> rows(RequestStatus status, List<StepTiming> timings, CriticalPath path) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("  STEP", "TOOK (" + scale.word() + ")", "TYPICAL", "TOOK (real)", ""));
        for (StepTiming timing : timings) {
            rows.add(List.of(
                    "  " + timing.stepId(),
                    DurationText.of(scale.azure(timing.took())),
                    typical(status, timing.stepId()),
                    DurationText.of(timing.took()),
                    path.contains(timing.stepId()) ? "critical path" : ""));
        }
        return rows;
    }

    private static String whole(Instant from, Instant to, CriticalPath path) {
        Duration whole = Duration.between(from, to);
        String outside = path.steps().isEmpty()
                ? ""
                : ", of which " + DurationText.of(whole.minus(path.length())) + " outside the critical path's steps";
        return DurationText.of(whole) + " real" + outside + ".";
    }

    private String speed() {
        return scale.speed() == Math.rint(scale.speed())
                ? String.valueOf((long) scale.speed())
                : String.valueOf(scale.speed());
    }

    private static String steps(CriticalPath path) {
        return path.steps().stream().map(StepTiming::stepId).collect(Collectors.joining(" → "));
    }

    private static String typical(RequestStatus status, String stepId) {
        return status.plan() == null
                ? ""
                : status.plan().steps().stream()
                        .filter(step -> step.id().equals(stepId))
                        .map(step -> DurationText.about(step.typical()))
                        .findFirst()
                        .orElse("");
    }
}
