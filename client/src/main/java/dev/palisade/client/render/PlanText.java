package dev.palisade.client.render;

import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.ArrayList;
import java.util.List;

/** A plan for somebody who has to decide: steps, what each changes, what is interrupted, and the hash that an approval names. */
public final class PlanText {
    private PlanText() {}

    public static List<String> of(RequestStatus status, TimeScale scale, Style style) {
        List<String> lines = new ArrayList<>();
        Plan plan = status.plan();
        if (plan != null && !plan.isEmpty()) {
            lines.add(style.bold("Steps") + " (profile " + plan.profile().name().toLowerCase(java.util.Locale.ROOT)
                    + ", typical times are " + scale.word() + ")");
            lines.addAll(
                    Columns.align(plan.steps().stream().map(PlanText::cells).toList()));
            lines.addAll(StepLines.found(plan));
            lines.add("");
            lines.add(style.bold("Changes"));
            lines.addAll(DeltaLines.of(plan));
            lines.add("");
            lines.add("Plan hash " + plan.hash());
        } else if (status.findings().stream().noneMatch(finding -> finding.refuses())) {
            lines.add("Nothing to do: Azure is as the document says.");
        }
        if (!status.findings().isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(style.bold("Findings"));
            lines.addAll(FindingLines.of(status.findings(), style));
        }
        return lines;
    }

    private static List<String> cells(Step step) {
        return List.of(
                "  " + step.id(),
                step.title(),
                DurationText.about(step.typical()),
                step.dependsOn().isEmpty() ? "" : "after " + String.join(", ", step.dependsOn()),
                step.impact());
    }
}
