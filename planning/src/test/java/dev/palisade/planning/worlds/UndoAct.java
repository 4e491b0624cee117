package dev.palisade.planning.worlds;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.OwnershipTags;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Delta;
import dev.palisade.planning.plan.ResourceKind;
import dev.palisade.planning.plan.Step;
import dev.palisade.planning.plan.Step.Undo;
import dev.palisade.planning.worlds.TakingBack.Outcome;
import java.util.List;
import java.util.Optional;

/** Takes one thing back as an activity does: what is ours still, as it still is, and unless neighbours need it. */
public final class UndoAct {
    private final World world;
    private final Parents parents;
    private final Hands hands;
    private final Environment environment;

    public UndoAct(World world, Parents parents, Hands hands, Environment environment) {
        this.world = world;
        this.parents = parents;
        this.hands = hands;
        this.environment = environment;
    }

    public Outcome takesBack(LedgerEntry entry) {
        return entry.step().undo() == Undo.DELETE_WHAT_WE_CREATED ? deleted(entry) : reverted(entry);
    }

    private Outcome deleted(LedgerEntry entry) {
        if (!leave(entry).isEmpty()) {
            return Outcome.LEFT;
        }
        Optional<ObjectNode> found = world.azure().find(entry.step().resource());
        if (found.isEmpty()) {
            return entry.ownership() == Ownership.CREATED ? Outcome.TAKEN_BACK : Outcome.NEVER_HAPPENED;
        }
        boolean ours = entry.step().kind() == ResourceKind.CLUSTER_EXTENSION
                ? entry.ownership() == Ownership.CREATED
                : Hands.isTagged(found.get(), environment.workspace().key())
                        && OwnershipTags.read(found.get(), OwnershipTags.REQUEST)
                                .equals(entry.requestId());
        if (!ours) {
            return Outcome.LEFT;
        }
        hands.delete(entry.step());
        return Outcome.TAKEN_BACK;
    }

    private Outcome reverted(LedgerEntry entry) {
        List<Element> needed = leave(entry);
        List<Delta> rest = entry.step().deltas().stream()
                .filter(delta ->
                        needed.stream().noneMatch(element -> element.wanted().equals(delta)))
                .toList();
        boolean overtaken = revert(entry.step(), rest);
        return needed.isEmpty() && !overtaken ? Outcome.TAKEN_BACK : Outcome.LEFT;
    }

    /** True if a stranger went on from there. */
    private boolean revert(Step step, List<Delta> deltas) {
        Optional<ObjectNode> found = world.azure().find(step.resource());
        if (found.isEmpty()) {
            return false;
        }
        List<Delta> inverse = deltas.stream()
                .filter(delta -> Meaning.stands(found.get(), delta, delta.after()))
                .map(Delta::inverse)
                .toList();
        if (!inverse.isEmpty()) {
            hands.changes(step, found.get(), inverse);
        }
        return deltas.stream().anyMatch(delta -> !Meaning.stands(found.get(), delta, delta.before()));
    }

    private List<Element> leave(LedgerEntry entry) {
        boolean shared = !entry.step().resource().topLevel().equals(environment.workspace());
        List<Element> elements = entry.step().deltas().stream()
                .filter(delta -> !Meaning.isNothing(delta.after()))
                .map(delta -> new Element(entry.step().resource(), delta))
                .toList();
        return shared && !elements.isEmpty()
                ? parents.leave(environment.workspace(), elements, Optional.of(entry))
                        .kept()
                : List.of();
    }
}
