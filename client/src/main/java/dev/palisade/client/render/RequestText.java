package dev.palisade.client.render;

import dev.palisade.client.temporal.PendingActivity;
import dev.palisade.client.temporal.RequestListing;
import dev.palisade.client.temporal.RequestView;
import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.plan.Plan;
import dev.palisade.workflows.contract.RequestState;
import dev.palisade.workflows.contract.RequestStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One request on one screen. */
public final class RequestText {
    private final TimeScale scale;
    private final ZoneId zone;
    private final Style style;
    private final StepLines steps;
    private final Locale locale;

    /** In English. */
    public RequestText(TimeScale scale, ZoneId zone, Style style) {
        this(scale, zone, style, Locale.ENGLISH);
    }

    /** @param locale of findings, and of what helps against a failure */
    public RequestText(TimeScale scale, ZoneId zone, Style style, Locale locale) {
        this.scale = scale;
        this.zone = zone;
        this.style = style;
        this.locale = locale;
        this.steps = new StepLines(scale, zone, style);
    }

    /**
     * Everything: what {@code show} prints.
     *
     * @param earlier the attempts before this one, newest first
     */
    public List<String> screen(RequestView view, List<RequestView> earlier) {
        List<String> lines = new ArrayList<>(head(view));
        lines.addAll(SlowText.lines(view, zone, style));
        RequestStatus status = view.status();
        if (status == null) {
            lines.addAll(withoutStatus(view));
        } else {
            lines.addAll(body(view, status));
        }
        paragraph(lines, GuidanceLines.of(view, style));
        section(lines, "Earlier attempts", AttemptLines.of(earlier, zone));
        return lines;
    }

    private List<String> body(RequestView view, RequestStatus status) {
        List<String> lines = new ArrayList<>();
        if (status.state() == RequestState.AWAITING_APPROVAL && status.plan() != null) {
            paragraph(lines, PlanText.steps(status.plan(), scale, style));
            section(lines, "Findings", FindingLines.of(status.findings(), style, locale));
            return lines;
        }
        lines.addAll(hindrances(view));
        section(lines, "Steps", steps.of(view));
        if (status.plan() != null) {
            lines.addAll(StepLines.found(status.plan()));
        }
        section(lines, "Findings", FindingLines.of(status.findings(), style, locale));
        paragraph(lines, OutcomeLines.of(status, zone, locale));
        return lines;
    }

    /** What stays in view while it runs: what {@code watch} redraws. */
    public List<String> progress(RequestView view) {
        List<String> lines = new ArrayList<>();
        lines.add(state(view));
        lines.add(style.dim("  " + source(view) + " " + scale.sentence()));
        lines.addAll(SlowText.lines(view, zone, style));
        lines.addAll(hindrances(view));
        lines.addAll(steps.of(view));
        if (view.state().filter(RequestState.AWAITING_APPROVAL::equals).isPresent()
                || GuidanceLines.paused(view).isPresent()) {
            lines.addAll(GuidanceLines.of(view, style));
        }
        if (view.status() == null) {
            view.pending().forEach(activity -> lines.add("  " + pending(activity)));
        }
        return lines;
    }

    private static List<String> hindrances(RequestView view) {
        return HindranceLines.of(view).stream().map(line -> "  " + line).toList();
    }

    /** A plan for whoever decides on it. */
    public List<String> plan(Plan plan) {
        return PlanText.steps(plan, scale, style);
    }

    /** How it ended, and why: what {@code watch} ends with. */
    public List<String> ending(RequestView view) {
        RequestStatus status = view.status();
        if (status == null) {
            return withoutStatus(view);
        }
        List<String> lines = new ArrayList<>(FindingLines.of(status.findings(), style, locale));
        lines.addAll(OutcomeLines.of(status, zone, locale));
        lines.addAll(GuidanceLines.of(view, style));
        return lines;
    }

    public String state(RequestView view) {
        RequestListing listing = view.listing();
        String attempt = listing.attempt() == 1 ? "" : ", attempt " + listing.attempt();
        return "Request " + style.bold(listing.request()) + attempt + ": "
                + view.state()
                        .map(state -> StateText.coloured(state, style) + ", " + StateText.of(state, view.type()))
                        .orElseGet(() -> StateText.unknown(listing))
                + interrupted(view);
    }

    private static String interrupted(RequestView view) {
        RequestListing.Execution execution = view.listing().execution();
        return switch (execution) {
            case RUNNING, COMPLETED, CONTINUED_AS_NEW -> "";
            default -> " (" + execution + " in Temporal from outside: this is what it last was)";
        };
    }

    /** Which request, how it stands, and where that was read. */
    public List<String> head(RequestView view) {
        List<String> lines = new ArrayList<>();
        lines.add(state(view));
        lines.add("  " + source(view));
        RequestStatus status = view.status();
        if (status != null) {
            lines.add("  " + status.type().name().toLowerCase(Locale.ROOT).replace('_', ' ') + " of "
                    + view.environmentName().orElse(status.name())
                    + " for team " + status.team()
                    + (status.generation() == 0 ? "" : ", generation " + status.generation())
                    + (status.plan() == null ? "" : ", profile " + profile(status)));
            if (status.by() != null) {
                lines.add("  attempt " + status.attempt() + ", asked for by " + status.by()
                        + " (declared, not authenticated)");
            }
            lines.add("  environment " + status.environment());
            lines.add("  "
                    + period(
                            status.acceptedAt(),
                            status.endedAt() == null ? view.seenAt() : status.endedAt(),
                            status.endedAt() != null));
        }
        lines.add("  " + scale.sentence());
        return lines;
    }

    private static String profile(RequestStatus status) {
        return status.plan() == null ? "" : status.plan().profile().name().toLowerCase(Locale.ROOT);
    }

    private String period(Instant from, Instant to, boolean ended) {
        return "accepted " + Times.withDay(from, zone)
                + (ended ? ", ended " + Times.of(to, zone) + ", took " : ", running for ")
                + DurationText.of(Duration.between(from, to)) + " real";
    }

    private String source(RequestView view) {
        String where = switch (view.source()) {
            case WORKER -> "a worker's answer";
            case RESULT -> "the stored result";
            case SERVER_ONLY -> "search attributes only: no worker answered";
            case NEWER_BUILD ->
                "search attributes only: the rest was written by another build, or is damaged; ask with that version";
        };
        return "From Temporal at " + view.temporal() + " (" + where + "), seen " + Times.of(view.seenAt(), zone) + ".";
    }

    private List<String> withoutStatus(RequestView view) {
        RequestListing listing = view.listing();
        List<String> lines = new ArrayList<>();
        add(lines, "team", listing.team());
        add(lines, "environment", listing.environment());
        add(lines, "step", listing.step());
        add(lines, "error", listing.errorCode());
        lines.add("  started " + Times.withDay(listing.startedAt(), zone)
                + (listing.closedAt() == null ? "" : ", closed " + Times.withDay(listing.closedAt(), zone)));
        view.pending().forEach(activity -> lines.add("  " + pending(activity)));
        if (view.source() == RequestView.Source.SERVER_ONLY) {
            lines.add("  Its steps can be read again when a worker runs.");
        }
        return lines;
    }

    private String pending(PendingActivity activity) {
        String step = activity.stepId() == null ? "" : " for " + activity.stepId();
        String failure = activity.lastFailure() == null ? "" : ", before: " + activity.lastFailure();
        String next = activity.nextAttempt() == null ? "" : ", next " + Times.of(activity.nextAttempt(), zone);
        return "pending " + activity.activity() + step + ", attempt " + activity.attempt() + failure + next;
    }

    private static void add(List<String> lines, String name, @org.jspecify.annotations.Nullable String value) {
        if (value != null) {
            lines.add("  " + name + " " + value);
        }
    }

    private static void paragraph(List<String> lines, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.addAll(content);
        }
    }

    private void section(List<String> lines, String title, List<String> content) {
        if (!content.isEmpty()) {
            lines.add("");
            lines.add(style.bold(title));
            lines.addAll(content);
        }
    }
}
