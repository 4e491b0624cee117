package dev.palisade.client.render;

import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.RequestStatus.StepState;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became different between two looks at a request, a line each: progress where nothing can be redrawn. */
public final class ProgressChanges {
    private final TimeScale scale;
    private final ZoneId zone;

    public ProgressChanges(TimeScale scale, ZoneId zone) {
        this.scale = scale;
        this.zone = zone;
    }

    /** @param before null at the first look */
    public List<String> between(@Nullable RequestView before, RequestView after) {
        List<String> lines = new ArrayList<>();
        if (before == null) {
            lines.add("From Temporal at " + after.temporal() + ". " + scale.sentence()
                    + " Each line has the time at which it was seen.");
        }
        List<String> steps = steps(before, after);
        // A state in which no step runs is told after the steps that led to it.
        boolean stepsFirst = after.resting()
                || after.state().filter(RequestState.VERIFYING::equals).isPresent();
        if (stepsFirst) {
            lines.addAll(steps);
        }
        if (before == null || !before.state().equals(after.state()) || before.source() != after.source()) {
            lines.add(Times.of(after.seenAt(), zone) + " " + state(after));
        }
        if (!stepsFirst) {
            lines.addAll(steps);
        }
        lines.addAll(awaitingApproval(before, after));
        paused(before, after).ifPresent(lines::add);
        lines.addAll(hindrances(before, after));
        return lines;
    }

    /** What no step waits for, but the request as a whole: Azure cannot be read, a parent does not answer. */
    private List<String> hindrances(@Nullable RequestView before, RequestView after) {
        List<String> known = before == null ? List.of() : HindranceLines.of(before);
        return HindranceLines.of(after).stream()
                .filter(line -> !known.contains(line))
                .map(line -> Times.of(after.seenAt(), zone) + " " + line)
                .toList();
    }

    /** The plan to decide on, once, when it begins to wait; and again when it is another. */
    private List<String> awaitingApproval(@Nullable RequestView before, RequestView after) {
        RequestStatus status = after.status();
        if (status == null || status.state() != RequestState.AWAITING_APPROVAL || status.plan() == null) {
            return List.of();
        }
        boolean known = before != null && waitingPlan(before).equals(waitingPlan(after));
        if (known) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(PlanText.steps(status.plan(), scale, Style.PLAIN));
        lines.addAll(GuidanceLines.of(after, Style.PLAIN));
        return lines;
    }

    private static Optional<String> waitingPlan(RequestView view) {
        return Optional.ofNullable(view.status())
                .filter(status -> status.state() == RequestState.AWAITING_APPROVAL)
                .map(RequestStatus::plan)
                .map(Plan::hash);
    }

    private Optional<String> paused(@Nullable RequestView before, RequestView after) {
        Optional<String> now = GuidanceLines.paused(after);
        boolean known = before != null && GuidanceLines.paused(before).equals(now);
        return known ? Optional.empty() : now.map(text -> Times.of(after.seenAt(), zone) + " " + text.strip());
    }

    private List<String> steps(@Nullable RequestView before, RequestView after) {
        List<String> lines = new ArrayList<>();
        RequestStatus status = after.status();
        if (status != null && status.plan() != null) {
            Map<String, StepProgress> old = old(before);
            Map<String, StepProgress> now = StepLines.byStep(status);
            for (Step step : status.plan().steps()) {
                change(step, old.get(step.id()), now.get(step.id()), status)
                        .ifPresent(text -> lines.add(at(after, step, text)));
                if (!justBegun(step, before, now.get(step.id()))) {
                    waiting(step, before, after).ifPresent(text -> lines.add(at(after, step, text)));
                }
            }
        }
        return lines;
    }

    /** That Azure has begun is said already, by the change of state. */
    private static boolean justBegun(Step step, @Nullable RequestView before, @Nullable StepProgress now) {
        return before != null
                && now != null
                && now.state() == StepState.IN_FLIGHT
                && Optional.ofNullable(old(before).get(step.id()))
                        .map(StepProgress::state)
                        .filter(StepState.IN_FLIGHT::equals)
                        .isEmpty();
    }

    private static Map<String, StepProgress> old(@Nullable RequestView before) {
        return before == null || before.status() == null ? Map.of() : StepLines.byStep(before.status());
    }

    private static String state(RequestView view) {
        String state = view.state()
                .map(known -> known.name() + ", " + StateText.of(known, view.type()))
                .orElseGet(() -> StateText.unknown(view.listing()));
        return view.source() == RequestView.Source.SERVER_ONLY && !view.resting()
                ? state + " (no worker answers)"
                : state;
    }

    private String at(RequestView view, Step step, String text) {
        return Times.of(view.seenAt(), zone) + " " + step.title() + ": " + text;
    }

    private Optional<String> change(
            Step step, @Nullable StepProgress before, @Nullable StepProgress now, RequestStatus status) {
        StepState old = before == null ? StepState.WAITING : before.state();
        if (now == null || now.state() == old) {
            return Optional.empty();
        }
        String text = StateText.of(now.state());
        return Optional.of(
                switch (now.state()) {
                    case BEGINNING, IN_FLIGHT -> text + ", " + DurationText.about(step.typical()) + " " + scale.word();
                    case DONE -> text + took(now);
                    case FAILED -> text + took(now) + cause(step, status);
                    case WAITING, NOT_BEGUN, UNDOING, UNDONE -> text;
                });
    }

    /** Only the first failure has its cause in the status; the others are told by name. */
    private static String cause(Step step, RequestStatus status) {
        return status.failure() == null || !step.id().equals(status.failedStep())
                ? ""
                : ": " + status.failure().code() + ", " + status.failure().message();
    }

    private String took(StepProgress progress) {
        if (progress.startedAt() == null || progress.endedAt() == null) {
            return "";
        }
        Duration real = Duration.between(progress.startedAt(), progress.endedAt());
        String azure = " after " + DurationText.of(scale.azure(real)) + " " + scale.word();
        return scale.speed() == 1 ? azure : azure + " (" + DurationText.of(real) + " real)";
    }

    /** A wait is told when its reason changes, not at each attempt. */
    private Optional<String> waiting(Step step, @Nullable RequestView before, RequestView after) {
        String now = reason(after, step);
        return now.isEmpty()
                        || (before != null && Objects.equals(withoutCount(reason(before, step)), withoutCount(now)))
                ? Optional.empty()
                : Optional.of(now);
    }

    /** What follows the first semicolon is how often it was asked, and when next. */
    private static String withoutCount(String reason) {
        int end = reason.indexOf(';');
        return end < 0 ? reason : reason.substring(0, end);
    }

    private static String reason(RequestView view, Step step) {
        return view.pendingFor(step.id()).map(PendingActivity::lastFailure).orElse("");
    }
}
