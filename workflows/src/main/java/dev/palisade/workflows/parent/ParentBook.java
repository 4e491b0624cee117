package dev.palisade.workflows.parent;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Overlap;
import dev.palisade.workflows.contract.ParentWorkflow.ClaimAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Claiming;
import dev.palisade.workflows.contract.ParentWorkflow.Conflict;
import dev.palisade.workflows.contract.ParentWorkflow.Inherited;
import dev.palisade.workflows.contract.ParentWorkflow.Kept;
import dev.palisade.workflows.contract.ParentWorkflow.LeaveAnswer;
import dev.palisade.workflows.contract.ParentWorkflow.Leaving;
import dev.palisade.workflows.contract.ParentWorkflow.ParentState;
import dev.palisade.workflows.contract.ParentWorkflow.Reason;
import dev.palisade.workflows.contract.ParentWorkflow.Settlement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The rules of a parent, without Temporal: what may be claimed, what may be taken back, to whom what was made for all falls. Every message
 * may come twice. An environment keeps its place in the order for as long as it is known.
 */
final class ParentBook {
    private final ResourceId parent;
    private final Map<String, Party> parties = new LinkedHashMap<>();

    ParentBook(ParentState state) {
        parent = state.parent();
        state.claimants().forEach(claimant -> parties.put(claimant.environment(), new Party(claimant)));
    }

    ParentState state() {
        return state(party -> true);
    }

    /** For the next run: without those whose claims have long been over. */
    ParentState carriedOver() {
        return state(party -> !party.isIdle());
    }

    private ParentState state(Predicate<Party> known) {
        return new ParentState(
                parent,
                parties.values().stream().filter(known).map(Party::claimant).toList());
    }

    ClaimAnswer claim(Claiming claiming) {
        Party claimant = party(claiming.environment(), claiming.name());
        if (claimant.hasSettled(claiming.run())) {
            return new ClaimAnswer(List.of());
        }
        List<Conflict> conflicts = others(claimant)
                .flatMap(other -> conflicts(claiming.claims(), other))
                .toList();
        if (conflicts.isEmpty()) {
            claimant.claim(claiming.run(), claiming.claims());
            // What an environment could not pass on when it went, because nobody needed it then, has an owner again.
            others(claimant).toList().forEach(other -> passOn(other, List.of()));
        }
        return new ClaimAnswer(conflicts);
    }

    LeaveAnswer leave(Leaving leaving) {
        Party leaver = party(leaving.environment(), leaving.name());
        leaver.leave(leaving.elements());
        LedgerEntry made = leaving.made();
        if (made != null && isOurs(made)) {
            bequeath(leaver, new Inherited(leaver.environment(), made.standing(made.ownership())));
        }
        List<Kept> kept = leaving.elements().stream()
                .flatMap(element ->
                        heir(leaver, element).stream().map(heir -> new Kept(element, heir.environment(), heir.name())))
                .toList();
        return new LeaveAnswer(kept, leaver.makersOf(leaving.elements()));
    }

    void settled(Settlement settlement) {
        Party party = party(settlement.environment(), settlement.name());
        if (party.hasSettled(settlement.run())) {
            return;
        }
        party.settle(settlement);
        settlement.givenUp().stream()
                .filter(ParentBook::isOurs)
                .filter(entry -> entry.state() != LedgerEntry.State.INTENDED)
                .forEach(entry -> bequeath(party, new Inherited(party.environment(), entry)));
        passOn(party, settlement.settled());
    }

    private Stream<Conflict> conflicts(Claims wanted, Party other) {
        Stream<Conflict> attached = wanted.attachments().stream()
                .filter(other::holds)
                .map(attachment -> other.conflict(Reason.ATTACHED, attachment.cluster()));
        Stream<Conflict> otherValue = wanted.elements().stream()
                .filter(other::contradicts)
                .map(element -> other.conflict(Reason.OTHER_VALUE, element));
        // What it leaves to others stays: only what nobody needs is being taken back.
        Stream<Conflict> leaving = other.leaving().stream()
                .filter(left -> Overlap.needs(wanted, left) && heir(other, left).isEmpty())
                .map(left -> other.conflict(Reason.LEAVING, left));
        return Stream.of(attached, otherValue, leaving).flatMap(conflicts -> conflicts);
    }

    /** What it inherited and needs no more goes to who does. What nobody needs stays its own to take back, until it has been settled. */
    private void passOn(Party giver, List<String> settled) {
        for (Inherited inherited : giver.takeUnneeded()) {
            List<Element> fallen = bequeath(giver, inherited);
            inherited.entry().without(settled).stream()
                    .flatMap(rest -> Heritage.elements(new Inherited(inherited.from(), rest)).stream())
                    .filter(element -> !fallen.contains(element))
                    .forEach(element -> giver.inherit(Heritage.only(inherited, element)));
        }
    }

    /** Leaves each part of an entry to the oldest other environment that needs it. @return those parts */
    private List<Element> bequeath(Party giver, Inherited inherited) {
        List<Element> fallen = new ArrayList<>();
        for (Element element : Heritage.elements(inherited)) {
            heir(giver, element).ifPresent(heir -> {
                heir.inherit(Heritage.only(inherited, element));
                fallen.add(element);
            });
        }
        return fallen;
    }

    private Optional<Party> heir(Party leaver, Element element) {
        return others(leaver).filter(other -> other.needs(element)).findFirst();
    }

    private Stream<Party> others(Party party) {
        return parties.values().stream().filter(other -> other != party);
    }

    private Party party(String environment, String name) {
        Party party = parties.computeIfAbsent(environment, Party::new);
        party.rename(name);
        return party;
    }

    /** What was there before us is nobody's to leave; nor is what may never have happened. */
    private static boolean isOurs(LedgerEntry entry) {
        return entry.ownership() == LedgerEntry.Ownership.CREATED || entry.ownership() == LedgerEntry.Ownership.CHANGED;
    }
}
