package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.JsonNode;
import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.Holding;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step.Action;
import dev.palisade.planning.worlds.Environment.End;
import dev.palisade.planning.worlds.Parents.Left;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds the ledgers against the world: all that is there because of us is in one of them, and what they say stands is there. */
public record Accounts(Town town) {

    public void check() {
        List<String> accounted = new ArrayList<>();
        for (Environment environment : town.environments()) {
            environment.ledger().entries().forEach(entry -> account(environment.workspace(), entry, accounted));
            town.parents()
                    .inherited(environment.workspace())
                    .forEach(left -> account(left.from(), left.entry(), accounted));
            isTrue(environment);
        }
        differences().stream()
                .filter(place -> accounted.stream().noneMatch(owned -> Facts.covers(owned, place)))
                .findFirst()
                .ifPresent(place -> {
                    throw new Broken(Invariant.EVERYTHING_IS_ACCOUNTED_FOR, inWords(place));
                });
    }

    List<String> differences() {
        return List.copyOf(
                town.world().azure().facts().differences(town.world().shadow().facts()));
    }

    String inWords(String place) {
        return place + " would be " + town.world().shadow().facts().at(place) + " without us, and is "
                + town.world().azure().facts().at(place);
    }

    private void account(ResourceId owner, LedgerEntry entry, List<String> accounted) {
        boolean counts = entry.ownership() != Ownership.ADOPTED && entry.state() != State.INTENDED;
        if (counts && (entry.step().action() != Action.CREATE || bearsTags(owner, entry))) {
            entry.step()
                    .deltas()
                    .forEach(delta -> accounted.add(Facts.place(entry.step().resource(), delta)));
        }
    }

    /** A creation of ours that is somebody else's by now accounts for nothing. */
    private boolean bearsTags(ResourceId owner, LedgerEntry entry) {
        Optional<? extends JsonNode> resource =
                town.world().azure().find(entry.step().resource());
        return entry.step().kind() == ResourceKind.CLUSTER_EXTENSION
                || resource.filter(body -> Hands.isTagged(body, owner.key())).isPresent();
    }

    private void isTrue(Environment environment) {
        for (Holding holding : Holding.of(environment.ledger().entries())) {
            boolean standing = holding.entries().stream().allMatch(entry -> entry.state() == State.STANDING);
            if (standing) {
                List<Delta> changes = holding.creation().isPresent()
                        ? List.of(new Delta("", null, null, Scene.json("{}")))
                        : holding.changes();
                changes.forEach(change -> stands(environment, holding, change));
            }
        }
    }

    private void stands(Environment environment, Holding holding, Delta change) {
        ResourceId resource = holding.resource();
        boolean stands = Meaning.stands(town.world().azure().find(resource).orElse(null), change, change.after());
        Broken.unless(
                stands || town.world().isDrifted(Facts.place(resource, change)),
                Invariant.LEDGER_IS_TRUE,
                "by " + holding.references() + " of " + environment.workspace().name() + ", "
                        + Facts.place(resource, change) + " should be " + change.after());
    }

    /**
     * What is left of us when all have gone: nothing. But what was left to a neighbour whose undo was stuck, and whose undo then succeeded, it
     * has inherited without standing; nobody can ask to have that taken back until another environment claims it.
     */
    public void nothingIsLeft() {
        List<String> orphans = town.encounters().ends().containsKey(End.STUCK) ? orphans() : List.of();
        differences().stream()
                .filter(place -> orphans.stream().noneMatch(orphan -> Facts.covers(orphan, place)))
                .findFirst()
                .ifPresent(place -> {
                    throw new Broken(Invariant.ENDS_AS_IT_BEGAN, inWords(place));
                });
        for (Environment environment : town.environments()) {
            List<Left> inherited = town.parents().inherited(environment.workspace());
            Broken.unless(
                    environment.ledger().entries().isEmpty() && (inherited.isEmpty() || !orphans.isEmpty()),
                    Invariant.ENDS_AS_IT_BEGAN,
                    environment.workspace().name() + " is gone, and still owns "
                            + environment.ledger().entries() + inherited);
        }
    }

    private List<String> orphans() {
        return town.environments().stream()
                .flatMap(environment -> town.parents().inherited(environment.workspace()).stream())
                .map(left ->
                        Facts.place(left.element().resource(), left.element().wanted()))
                .toList();
    }
}
