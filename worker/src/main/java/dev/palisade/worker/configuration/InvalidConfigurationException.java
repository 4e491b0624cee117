package dev.palisade.worker.configuration;

import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used. Carries every problem, so that one look mends them all. */
public final class InvalidConfigurationException extends Exception {
    private final transient List<Problem> problems;

    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
