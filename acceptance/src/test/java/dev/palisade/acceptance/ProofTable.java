package dev.palisade.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** What was proved in this run, how often: what went wrong, by the plans in which it did. Written when the last test has ended. */
final class ProofTable implements AutoCloseable {
    /** How many processes may be killed in what every build proves: each costs the time of all that it meets. */
    static final int KILLS_IN_EVERY_BUILD = 12;

    private static final Path FOLDER = Path.of("target", "proofs");

    private final Proving proving;
    private final Map<String, Map<String, Integer>> rows = new TreeMap<>();
    private int kills;
    private int texts;

    ProofTable(Proving proving) {
        this.proving = proving;
    }

    /** Counts a proof that has held. */
    synchronized void proved(String whatHappened, String end, StepKind step) {
        rows.computeIfAbsent(whatHappened + " | " + end, row -> new TreeMap<>()).merge(plan(step), 1, Integer::sum);
    }

    /** @throws AssertionError if they are too many for what every build proves */
    synchronized void killed(int processes) {
        kills += processes;
        if (!proving.whole() && kills > KILLS_IN_EVERY_BUILD) {
            throw new AssertionError("The slice that every build proves kills " + kills + " processes, and may kill "
                    + KILLS_IN_EVERY_BUILD);
        }
    }

    /** Counts texts in which secrets were looked for: histories, messages, logs. */
    synchronized void read(int more) {
        texts += more;
    }

    /** The thing that is planned: what stands before the slash in the step's id. */
    private static String plan(StepKind step) {
        return step.step().substring(0, step.step().indexOf('/'));
    }

    private synchronized List<String> lines() {
        TreeSet<String> plans = rows.values().stream()
                .flatMap(row -> row.keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        List<String> lines = new ArrayList<>();
        lines.add("`" + proving.command() + "`: " + total() + " proofs, " + kills + " processes killed, " + texts
                + " texts read for secrets");
        lines.add("");
        lines.add("| what happened | what came of it | " + String.join(" | ", plans) + " |");
        lines.add("|---|---" + String.join("", Collections.nCopies(plans.size(), "|---")) + "|");
        rows.forEach((row, counts) -> lines.add("| " + row + " | "
                + plans.stream()
                        .map(plan -> counts.containsKey(plan) ? counts.get(plan).toString() : "")
                        .collect(Collectors.joining(" | "))
                + " |"));
        return lines;
    }

    private int total() {
        return rows.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    @Override
    public void close() {
        if (rows.isEmpty()) {
            return;
        }
        String name = (proving.whole() ? "whole" : "fast") + "-seed-" + proving.seed() + ".md";
        try {
            Files.createDirectories(FOLDER);
            Files.write(FOLDER.resolve(name), lines());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
