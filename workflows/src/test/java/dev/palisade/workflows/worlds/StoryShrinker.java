package dev.palisade.workflows.worlds;

import com.fasterxml.jackson.core.JsonPointer;
import dev.palisade.planning.worlds.Cuts;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Drift;
import dev.palisade.planning.worlds.Happening.Fault;
import dev.palisade.planning.worlds.Invariant;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing story smaller for as long as the same breaks: fewer rounds, requests, strangers, faults, things there beforehand, and less in
 * each document.
 */
final class StoryShrinker {
    private final Predicate<Story> breaks;
    private final long until;
    private Story smallest;

    private StoryShrinker(Story failing, Predicate<Story> breaks, Duration atMost) {
        this.smallest = failing;
        this.breaks = breaks;
        this.until = System.nanoTime() + atMost.toNanos();
    }

    /** @param atMost how long it may go on playing smaller ones */
    static Story shrunk(Story failing, Invariant invariant, Duration atMost) {
        return shrunk(
                failing,
                story -> StoryPlay.of(story)
                        .broken()
                        .filter(broken -> broken.invariant() == invariant)
                        .isPresent(),
                atMost);
    }

    static Story shrunk(Story failing, Predicate<Story> breaks, Duration atMost) {
        StoryShrinker shrinker = new StoryShrinker(failing, breaks, atMost);
        Story before;
        do {
            before = shrinker.smallest;
            shrinker.shrink();
        } while (!before.equals(shrinker.smallest) && shrinker.isInTime());
        return shrinker.smallest;
    }

    private void shrink() {
        fewerRounds();
        for (int i = 0; i < smallest.rounds().size(); i++) {
            fewerIn(i);
        }
        Cuts.fewer(smallest.props(), props -> takes(smallest.with(props)));
        takes(smallest.oneByOne());
        takes(smallest.withoutApprovals());
        for (int i = 0; i < smallest.rounds().size(); i++) {
            for (int j = 0; j < smallest.rounds().get(i).errands().size(); j++) {
                simpler(i, j);
                less(i, j, JsonPointer.empty());
            }
        }
    }

    /** True if the same breaks in it; then it is the smallest so far. */
    private boolean takes(Story candidate) {
        if (candidate.equals(smallest) || !isInTime()) {
            return false;
        }
        boolean fails = breaks.test(candidate);
        smallest = fails ? candidate : smallest;
        return fails;
    }

    private boolean isInTime() {
        return System.nanoTime() - until < 0;
    }

    private void fewerRounds() {
        for (int i = smallest.rounds().size() - 1; i >= 0; i--) {
            takes(smallest.with(without(smallest.rounds(), i)));
        }
    }

    private void fewerIn(int at) {
        for (int i = smallest.rounds().get(at).errands().size() - 1; i >= 0; i--) {
            Round round = smallest.rounds().get(at);
            takes(smallest.with(at, new Round(round.drifts(), without(round.errands(), i))));
        }
        List<Drift> none = List.of();
        takes(smallest.with(at, new Round(none, smallest.rounds().get(at).errands())));
    }

    /** Without what goes wrong with it, or with less of that. */
    private void simpler(int at, int which) {
        Errand errand = errand(at, which);
        takes(with(at, which, errand.leftAlone()));
        takes(with(at, which, errand(at, which).at(0)));
        Asks asks = errand(at, which).asks();
        Fault fault = asks.fault();
        Stream.of(
                        asks.without(Fault.NONE),
                        asks.without(new Fault(fault.kind(), fault.step(), -1)),
                        asks.without(new Fault(fault.kind(), 0, fault.undo())))
                .forEach(simpler -> takes(with(at, which, errand(at, which).with(simpler))));
        takes(with(at, which, errand(at, which).with(errand(at, which).asks().fresh())));
    }

    /** Tries to do without each part of its document, and where it cannot, without parts of it. */
    private void less(int at, int which, JsonPointer whole) {
        for (JsonPointer part : Cuts.parts(errand(at, which).asks().data(), whole)) {
            Errand errand = errand(at, which);
            Asks less = errand.asks().with(Cuts.without(errand.asks().data(), part));
            if (!takes(with(at, which, errand.with(less)))) {
                less(at, which, part);
            }
        }
    }

    private Errand errand(int at, int which) {
        return smallest.rounds().get(at).errands().get(which);
    }

    private Story with(int at, int which, Errand other) {
        Round round = smallest.rounds().get(at);
        List<Errand> errands = new ArrayList<>(round.errands());
        errands.set(which, other);
        return smallest.with(at, new Round(round.drifts(), errands));
    }

    private static <T> List<T> without(List<T> all, int at) {
        List<T> fewer = new ArrayList<>(all);
        fewer.remove(at);
        return fewer;
    }
}
