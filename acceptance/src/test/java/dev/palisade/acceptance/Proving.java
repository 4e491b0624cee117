package dev.palisade.acceptance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How much is proved in this run: all there is, or as much as fits into every build, chosen by a seed.
 *
 * @param whole from the system property {@code palisade.proofs}: {@code whole}, or anything else for the fast slice
 * @param seed from the system property {@code palisade.seed}
 * @param only from the system property {@code palisade.steps}: a pattern of the names of the kinds of steps; empty for all
 */
record Proving(boolean whole, long seed, String only) {
    private static final long USUAL_SEED = 1;

    static Proving now() {
        return new Proving(
                System.getProperty("palisade.proofs", "fast").equals("whole"),
                Long.getLong("palisade.seed", USUAL_SEED),
                System.getProperty("palisade.steps", ""));
    }

    /** Every kind of step, or those that are asked for. */
    List<StepKind> steps() {
        List<StepKind> steps = StepKinds.all()
                .filter(step -> only.isEmpty() || step.toString().matches(only))
                .toList();
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("palisade.steps=" + only + " matches no kind of step; there are "
                    + StepKinds.all().map(StepKind::toString).collect(Collectors.joining(", ")));
        }
        return steps;
    }

    /** What is random in one proof depends on the seed and on the proof, not on which others run. */
    Random random(String proof) {
        return new Random(seed * 31 + proof.hashCode());
    }

    /** All of them; or for each trouble some steps, so that each kind of step meets as many troubles as the others. */
    List<Case> slice(Collection<Trouble> troubles, int stepsEach) {
        List<Case> chosen = new ArrayList<>();
        Map<StepKind, Integer> met = new LinkedHashMap<>();
        for (Trouble trouble : troubles) {
            List<StepKind> possible = new ArrayList<>(
                    steps().stream().filter(trouble::canHappenTo).toList());
            Collections.shuffle(possible, random(trouble.name()));
            possible.sort(Comparator.comparing(step -> met.getOrDefault(step, 0)));
            possible.stream().limit(whole ? possible.size() : stepsEach).forEach(step -> {
                met.merge(step, 1, Integer::sum);
                chosen.add(new Case(step, trouble));
            });
        }
        return chosen;
    }

    /** All steps of which this is true, or so many of them, chosen by the seed. */
    List<StepKind> some(String proof, Predicate<StepKind> possible, int most) {
        List<StepKind> chosen =
                new ArrayList<>(steps().stream().filter(possible).toList());
        Collections.shuffle(chosen, random(proof));
        return chosen.subList(0, whole ? chosen.size() : Math.min(most, chosen.size()));
    }

    /** The command that runs the same again. */
    String command() {
        return "acceptance/proofs --seed " + seed + (whole ? "" : " --fast")
                + (only.isEmpty() ? "" : " --steps '" + only + "'");
    }

    record Case(StepKind step, Trouble trouble) {}
}
