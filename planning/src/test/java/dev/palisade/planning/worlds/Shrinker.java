package dev.palisade.planning.worlds;

import com.fasterxml.jackson.core.JsonPointer;
import dev.palisade.planning.worlds.Happening.Asks;
import dev.palisade.planning.worlds.Happening.Fault;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Makes a failing scenario smaller for as long as the same invariant breaks: fewer happenings, fewer things there beforehand, fewer faults,
 * less in each document.
 */
final class Shrinker {
    private final Engine engine;
    private final Invariant invariant;
    private Scenario smallest;

    private Shrinker(Scenario failing, Engine engine, Invariant invariant) {
        this.smallest = failing;
        this.engine = engine;
        this.invariant = invariant;
    }

    static Scenario shrunk(Scenario failing, Engine engine, Invariant invariant) {
        Shrinker shrinker = new Shrinker(failing, engine, invariant);
        Scenario before;
        do {
            before = shrinker.smallest;
            shrinker.shrink();
        } while (!before.equals(shrinker.smallest));
        return shrinker.smallest;
    }

    private void shrink() {
        fewerHappenings();
        Cuts.fewer(smallest.props(), props -> takes(smallest.with(props)));
        for (int i = 0; i < smallest.happenings().size(); i++) {
            if (smallest.happenings().get(i) instanceof Asks) {
                simpler(i);
                less(i, JsonPointer.empty());
            }
        }
    }

    /** True if the same breaks in it; then it is the smallest so far. */
    private boolean takes(Scenario candidate) {
        boolean fails = Play.of(candidate, engine)
                .broken()
                .filter(broken -> broken.invariant() == invariant)
                .isPresent();
        smallest = fails ? candidate : smallest;
        return fails;
    }

    /** Many at a time first, from the end: what came last matters least to what came before. */
    private void fewerHappenings() {
        for (int many = smallest.happenings().size() / 2; many > 0; many /= 2) {
            for (int from = smallest.happenings().size() - many; from >= 0; from -= many) {
                List<Happening> fewer = new ArrayList<>(smallest.happenings());
                fewer.subList(from, from + many).clear();
                takes(smallest.with(fewer));
            }
        }
    }

    /** Without the fault, or with less of it. */
    private void simpler(int at) {
        Asks asks = asks(at);
        Fault fault = asks.fault();
        Stream.of(
                        asks.without(Fault.NONE),
                        asks.without(new Fault(fault.kind(), fault.step(), -1)),
                        asks.without(new Fault(fault.kind(), 0, fault.undo())),
                        asks.fresh())
                .filter(simpler -> !simpler.equals(asks))
                .forEach(simpler -> takes(with(at, simpler)));
    }

    /** Tries to do without each part, and where it cannot, without parts of it. */
    private void less(int at, JsonPointer whole) {
        for (JsonPointer part : Cuts.parts(asks(at).data(), whole)) {
            Asks asks = asks(at);
            if (!takes(with(at, asks.with(Cuts.without(asks.data(), part))))) {
                less(at, part);
            }
        }
    }

    private Asks asks(int at) {
        return (Asks) smallest.happenings().get(at);
    }

    private Scenario with(int at, Asks other) {
        List<Happening> happenings = new ArrayList<>(smallest.happenings());
        happenings.set(at, other);
        return smallest.with(happenings);
    }
}
