package dev.palisade.workflows.worlds;

import dev.palisade.planning.worlds.Happening.Drift;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What strangers do, and then requests that run at the same time, until all of them are at rest. */
record Round(List<Drift> drifts, List<Errand> errands) {
    Round {
        drifts = List.copyOf(drifts);
        errands = List.copyOf(errands);
    }

    static Round of(Errand alone) {
        return new Round(List.of(), List.of(alone));
    }

    @Override
    public String toString() {
        return Stream.concat(drifts.stream(), errands.stream())
                .map(each -> "\n    " + each)
                .collect(Collectors.joining());
    }
}
