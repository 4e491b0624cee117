package dev.palisade.planning.worlds;

import dev.palisade.planning.plan.Step;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Happening.Kind;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What was met on the way: which steps ran, which met which fault, and how requests ended. */
public record Encounters(Map<String, Integer> steps, Map<Kind, Integer> faults, Map<End, Integer> ends) {
    public Encounters() {
        this(new TreeMap<>(), new TreeMap<>(), new TreeMap<>());
    }

    public void ran(Step step, Kind fault) {
        steps.merge(step.action() + " " + step.kind(), 1, Integer::sum);
        if (fault != Kind.NONE) {
            faults.merge(fault, 1, Integer::sum);
        }
    }

    public void ended(End end) {
        ends.merge(end, 1, Integer::sum);
    }

    public void add(Encounters others) {
        others.steps.forEach((step, times) -> steps.merge(step, times, Integer::sum));
        others.faults.forEach((fault, times) -> faults.merge(fault, times, Integer::sum));
        others.ends.forEach((end, times) -> ends.merge(end, times, Integer::sum));
    }

    @Override
    public String toString() {
        return "  steps   " + inWords(steps) + "\n  faults  " + inWords(faults) + "\n  ends    " + inWords(ends);
    }

    private static String inWords(Map<?, Integer> times) {
        return times.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
