package dev.palisade.planning.worlds;

import dev.palisade.planning.ledger.Ledger;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.worlds.Parents.Left;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * What an environment lets go of as it is, though it made it: from then on it is there without us.
 *
 * @param owned its ledger before
 */
public record Parting(Town town, Environment environment, Ledger owned) {
    /** Of all that is its own now; what others left to it is let go of in the same words, and from then on there without any of us. */
    static Parting from(Town town, Environment environment) {
        Stream<LedgerEntry> inherited =
                town.parents().inherited(environment.workspace()).stream().map(Left::entry);
        return new Parting(
                town,
                environment,
                new Ledger(Stream.concat(inherited, environment.ledger().entries().stream())
                        .toList()));
    }

    /** What leaves a document that does not prune, unless a neighbour has inherited it. */
    public void release(Collection<String> references) {
        letGo(
                references,
                (entry, delta) -> entry.ownership() != Ownership.ADOPTED
                        && entry.owns()
                        && !town.parents().isInherited(element(entry, delta)));
    }

    /**
     * Of what was never answered nobody knows whose it is; what is left of it to a neighbour is nobody's from then on, since parents let no one
     * inherit it; unless the neighbour has made the same, and so owns it. What the neighbour has changed since comes back when that one goes: a
     * door that it opened is closed again, as it found it.
     */
    void orphan(Collection<String> references) {
        letGo(
                references,
                (entry, delta) -> isUnanswered(entry)
                        && madeByOthers(entry, delta).findAny().isEmpty()
                        && town.parents().isNeededByOthers(environment.workspace(), element(entry, delta)));
        each(
                        references,
                        (entry, delta) -> isUnanswered(entry)
                                && madeByOthers(entry, delta).anyMatch(change -> isUpon(delta, change)))
                .forEach(left -> town.world().letGoBeneath(left.resource(), left.wanted()));
    }

    private static boolean isUnanswered(LedgerEntry entry) {
        return entry.ownership() == Ownership.UNKNOWN;
    }

    private static boolean isUpon(Delta earlier, Delta change) {
        return !earlier.path().isEmpty() && Objects.equals(earlier.after(), change.before());
    }

    private Stream<Delta> madeByOthers(LedgerEntry entry, Delta delta) {
        String place = Facts.place(entry.step().resource(), delta);
        return town.environments().stream()
                .filter(other -> other != environment)
                .flatMap(other -> other.ledger().entries().stream())
                .filter(other -> other.owns() && other.ownership() != Ownership.ADOPTED)
                .flatMap(other -> other.step().deltas().stream()
                        .filter(made ->
                                Facts.place(other.step().resource(), made).equals(place)));
    }

    private void letGo(Collection<String> references, BiPredicate<LedgerEntry, Delta> which) {
        each(references, which).forEach(left -> town.world().letGo(left.resource(), left.wanted()));
    }

    private Stream<Element> each(Collection<String> references, BiPredicate<LedgerEntry, Delta> which) {
        return owned.named(references).stream()
                .filter(entry -> entry.state() != State.INTENDED)
                .flatMap(entry -> entry.step().deltas().stream()
                        .filter(delta -> which.test(entry, delta))
                        .map(delta -> new Element(entry.step().resource(), delta)));
    }

    private Element element(LedgerEntry entry, Delta delta) {
        return new Left(environment.workspace(), entry.with(List.of(delta))).element();
    }
}
