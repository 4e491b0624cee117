package dev.palisade.client.render;

import dev.palisade.client.timing.TimeScale;
import dev.palisade.planning.finding.Finding;
import dev.palisade.planning.plan.Plan;
import dev.palisade.planning.plan.Step;
import dev.palisade.workflows.contract.RequestStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** A plan for somebody who has to decide: steps, what each changes, what is interrupted, and the hash that an approval names. */
public final class PlanText {
    private PlanText() {}

    public static List<String> of(RequestStatus status, TimeScale scale, Style style, Locale locale) {
        List<String> lines = new ArrayList<>();
        Plan plan = status.plan();
        if (plan != null && !plan.isEmpty()) {
            lines.addAll(steps(plan, scale, style));
        } else if (status.findings().stream().noneMatch(Finding::refuses)) {
            lines.add("Nothing to do: Azure is as it should be.");
        }
        if (!status.findings().isEmpty()) {
            if (!lines.isEmpty()) {
                lines.add("");
            }
            lines.add(style.bold("Findings"));
            lines.addAll(FindingLines.of(status.findings(), style, locale));
        }
        return lines;
    }

    /** Steps, changes, what they mean to those who use the environment, and the hash. */
    static List<String> steps(Plan plan, TimeScale scale, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add(style.bold("Steps") + " (profile " + plan.profile().name().toLowerCase(Locale.ROOT)
                + ", typical times are " + scale.word() + ")");
        lines.addAll(Columns.align(
                plan.steps().stream().map(step -> cells(step, plan)).toList()));
        lines.addAll(StepLines.found(plan));
        List<List<String>> impacts = plan.steps().stream()
                .map(PlanText::impact)
                .filter(row -> !row.get(1).isEmpty())
                .toList();
        if (!impacts.isEmpty()) {
            lines.add("");
            lines.add(style.bold("Impact"));
            lines.addAll(Columns.align(impacts));
        }
        lines.add("");
        lines.add(style.bold("Changes"));
        lines.addAll(DeltaLines.of(plan));
        lines.add("");
        lines.add("Plan hash " + plan.hash());
        return lines;
    }

    /** Who can reach what, what is gone for good, and what is interrupted. */
    private static List<String> impact(Step step) {
        List<String> words = new ArrayList<>();
        if (step.effect() == Step.Effect.LOOSEN) {
            words.add("opens a door");
        }
        if (step.undo() == Step.Undo.NONE) {
            words.add("cannot be taken back");
        }
        if (!step.impact().isEmpty()) {
            words.add(step.impact());
        }
        return List.of("  " + step.id(), String.join("; ", words));
    }

    private static List<String> cells(Step step, Plan plan) {
        List<String> nearest = nearest(step, plan);
        return List.of(
                "  " + step.id(),
                step.title(),
                DurationText.about(step.typical()),
                nearest.isEmpty() ? "" : "after " + String.join(", ", nearest));
    }

    /** Without those that another of them waits for already: the same order in fewer words. */
    private static List<String> nearest(Step step, Plan plan) {
        Set<String> farther = plan.steps().stream()
                .filter(other -> step.dependsOn().contains(other.id()))
                .flatMap(other -> other.dependsOn().stream())
                .collect(Collectors.toSet());
        return step.dependsOn().stream().filter(id -> !farther.contains(id)).toList();
    }
}
