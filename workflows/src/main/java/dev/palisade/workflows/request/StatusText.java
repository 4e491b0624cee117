package dev.palisade.workflows.request;

import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.AzureFailure;
import dev.palisade.workflows.contract.RequestStatus;
import dev.palisade.workflows.contract.RequestStatus.Cancelled;
import dev.palisade.workflows.contract.RequestStatus.StepProgress;
import dev.palisade.workflows.contract.StepActivities.Difference;
import dev.palisade.workflows.contract.Undone;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A status as Markdown, for the current details that Temporal's Web UI shows. */
final class StatusText {
    private StatusText() {}

    static String markdown(RequestStatus status) {
        StringBuilder text = new StringBuilder();
        text.append("**").append(status.state()).append("** ").append(status.name());
        if (status.generation() > 0) {
            text.append(", generation ").append(status.generation());
        }
        if (status.attempt() > 1) {
            text.append(", attempt ").append(status.attempt()).append(" by ").append(status.by());
        }
        text.append('\n');
        if (status.paused() != null) {
            text.append("\n**PAUSED** ").append(status.paused()).append("\n\n");
        }
        Cancelled cancelled = status.cancelled();
        if (cancelled != null) {
            text.append("\nCancelled at ").append(cancelled.at()).append(": ").append(cancelled.reason());
            text.append("\n\n");
        }
        plan(text, status);
        for (Finding finding : status.findings()) {
            text.append("\n- ").append(finding.severity()).append(' ').append(finding.code());
            text.append(finding.field().isEmpty() ? "" : " at `" + finding.field() + "`");
        }
        AzureFailure failure = status.failure();
        if (failure != null) {
            text.append("\n\n").append(failure.doing()).append(": ").append(failure.code());
            text.append(": ").append(failure.message());
            text.append("\nNext move: ").append(failure.whoseMove());
        }
        for (Undone undone : status.undone()) {
            text.append("\n- ").append(undone.result()).append(" `").append(undone.stepId());
            text.append("` ").append(undone.explanation());
        }
        for (Difference difference : status.differences()) {
            text.append("\n- differs: `")
                    .append(difference.stepId())
                    .append("` ")
                    .append(difference.field());
            text.append(" is ").append(difference.found()).append(", wanted ").append(difference.wanted());
        }
        return text.toString();
    }

    private static void plan(StringBuilder text, RequestStatus status) {
        Plan plan = status.plan();
        if (plan == null) {
            return;
        }
        text.append("plan `").append(plan.hash()).append("`, profile ").append(plan.profile());
        if (plan.isEmpty()) {
            text.append("\nNothing to do.");
            return;
        }
        Map<String, StepProgress> progress =
                status.steps().stream().collect(Collectors.toMap(StepProgress::stepId, Function.identity()));
        text.append("\n\n| step | state | what |\n|---|---|---|");
        for (Step step : plan.steps()) {
            StepProgress at = progress.get(step.id());
            text.append("\n| ").append(step.id()).append(" | ").append(at == null ? "planned" : at.state());
            text.append(" | ").append(step.title()).append(" |");
        }
    }
}
