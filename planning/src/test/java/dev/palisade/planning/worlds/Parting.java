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
import java.util.function.BiPredicate;

/**
 * What an environment lets go of as it is, though it made it: from then on it is there without us.
 *
 * @param owned its ledger before
 */
public record Parting(Town town, Environment environment, Ledger owned) {
    /** What leaves a document that does not prune, unless a neighbour has inherited it. */
    public void release(Collection<String> references) {
        letGo(
                references,
                (entry, delta) -> entry.ownership() != Ownership.ADOPTED
                        && entry.owns()
                        && !town.parents().isInherited(element(entry, delta)));
    }

    /**
     * Of what a terminated request may have made nobody knows whose it is; what is left of it to a neighbour is nobody's from then on, since
     * parents let no one inherit it; unless the neighbour has made the same, and so owns it.
     */
    void orphan(Collection<String> references) {
        letGo(
                references,
                (entry, delta) -> entry.ownership() == Ownership.UNKNOWN
                        && !isMadeByAnother(Facts.place(entry.step().resource(), delta))
                        && town.parents().isNeededByOthers(environment.workspace(), element(entry, delta)));
    }

    private boolean isMadeByAnother(String place) {
        return town.environments().stream()
                .filter(other -> other != environment)
                .flatMap(other -> other.ledger().entries().stream())
                .filter(entry -> entry.owns() && entry.ownership() != Ownership.ADOPTED)
                .anyMatch(entry -> entry.step().deltas().stream()
                        .anyMatch(made ->
                                Facts.place(entry.step().resource(), made).equals(place)));
    }

    private void letGo(Collection<String> references, BiPredicate<LedgerEntry, Delta> which) {
        owned.named(references).stream()
                .filter(entry -> entry.state() != State.INTENDED)
                .forEach(entry -> entry.step().deltas().stream()
                        .filter(delta -> which.test(entry, delta))
                        .forEach(delta -> town.world().letGo(entry.step().resource(), delta)));
    }

    private Element element(LedgerEntry entry, Delta delta) {
        return new Left(environment.workspace(), entry.with(List.of(delta))).element();
    }
}
