package dev.palisade.planning.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.ledger.LedgerEntry.Ownership;
import dev.palisade.planning.ledger.LedgerEntry.State;
import dev.palisade.planning.plan.Claims;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Overlap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** What the parents of all shared things know: who claims what, who is leaving what, what was left to whom. As in the parents' workflows. */
final class Neighbourhood implements Parents {
    private final Map<ResourceId, Party> parties = new LinkedHashMap<>();

    private static final class Party {
        private Claims settled = Claims.none();
        private Claims pending = Claims.none();
        private final List<Element> leaving = new ArrayList<>();
        private List<Left> inherited = new ArrayList<>();

        Claims claims() {
            return settled.plus(pending);
        }

        boolean needs(Element element) {
            return Overlap.needs(claims(), element)
                    && leaving.stream().noneMatch(left -> Overlap.isPartOf(element, left));
        }
    }

    @Override
    public Held held(ResourceId environment, ResourceId parent) {
        List<Neighbour> others = parties.entrySet().stream()
                .filter(party -> !party.getKey().equals(environment))
                .map(party ->
                        new Neighbour(party.getKey().key(), party.getKey().name(), needed(party.getValue(), parent)))
                .filter(neighbour -> !neighbour.claims().isEmpty())
                .toList();
        return new Held(
                others,
                whole(party(environment).inherited).stream()
                        .filter(entry -> entry.step().resource().topLevel().equals(parent))
                        .toList());
    }

    private static Claims needed(Party party, ResourceId parent) {
        Claims claims = party.claims().of(parent);
        List<Element> elements = claims.elements().stream()
                .filter(element -> party.leaving.stream().noneMatch(left -> Overlap.isPartOf(element, left)))
                .toList();
        return new Claims(elements, claims.addresses(), claims.attachments());
    }

    /** What was left in parts, by the entries that it comes from. */
    private static List<LedgerEntry> whole(List<Left> parts) {
        Map<String, LedgerEntry> byOrigin = new LinkedHashMap<>();
        parts.forEach(part -> byOrigin.merge(
                part.from().key() + "|" + part.entry().reference(),
                part.entry(),
                (one, other) -> one.with(Stream.concat(one.step().deltas().stream(), other.step().deltas().stream())
                        .distinct()
                        .toList())));
        return List.copyOf(byOrigin.values());
    }

    /** False if another has what cannot be shared. */
    boolean claim(ResourceId environment, Claims claims) {
        boolean free = others(environment)
                .noneMatch(other -> claims.attachments().stream()
                                .anyMatch(wanted -> other.claims().attachments().stream()
                                        .anyMatch(held -> held.cluster().equals(wanted.cluster())))
                        || claims.elements().stream()
                                .anyMatch(wanted -> other.claims().elements().stream()
                                        .anyMatch(held -> other.needs(held) && Overlap.contradicts(held, wanted))));
        if (free) {
            party(environment).pending = party(environment).pending.plus(claims);
            List.copyOf(parties.keySet()).stream()
                    .filter(other -> !other.equals(environment))
                    .forEach(other -> passOn(other, List.of()));
        }
        return free;
    }

    @Override
    public Leave leave(ResourceId environment, List<Element> elements, Optional<LedgerEntry> made) {
        Party leaver = party(environment);
        leaver.leaving.addAll(elements);
        made.filter(Neighbourhood::isMade)
                .map(entry -> entry.standing(entry.ownership()))
                .ifPresent(entry ->
                        bequeath(environment, Left.all(environment, entry).toList()));
        List<Element> kept = elements.stream()
                .filter(element -> heir(environment, element).isPresent())
                .toList();
        List<ResourceId> makers = leaver.inherited.stream()
                .filter(left -> elements.stream().anyMatch(element -> Overlap.isPartOf(left.element(), element)))
                .map(Left::from)
                .toList();
        return new Leave(kept, makers);
    }

    /** What an environment claims from now on, and what it owns no more. */
    void settle(ResourceId environment, Claims claims, List<LedgerEntry> givenUp, List<String> settled) {
        Party party = party(environment);
        party.settled = claims;
        party.pending = Claims.none();
        party.leaving.clear();
        givenUp.stream()
                .filter(entry -> isMade(entry) && entry.state() != State.INTENDED)
                .forEach(entry ->
                        bequeath(environment, Left.all(environment, entry).toList()));
        passOn(environment, settled);
    }

    private void passOn(ResourceId giver, List<String> settled) {
        Party party = party(giver);
        List<Left> all = party.inherited;
        party.inherited = new ArrayList<>();
        for (Left left : all) {
            if (party.needs(left.element())) {
                party.inherited.add(left);
            } else if (!bequeath(giver, List.of(left))) {
                left.entry().without(settled).ifPresent(rest -> party.inherited.add(left));
            }
        }
    }

    /** True if anybody took it. */
    private boolean bequeath(ResourceId giver, List<Left> parts) {
        boolean taken = false;
        for (Left part : parts) {
            Optional<Party> heir = heir(giver, part.element());
            heir.filter(party -> !party.inherited.contains(part)).ifPresent(party -> party.inherited.add(part));
            taken |= heir.isPresent();
        }
        return taken;
    }

    private Optional<Party> heir(ResourceId leaver, Element element) {
        return others(leaver).filter(other -> other.needs(element)).findFirst();
    }

    private Stream<Party> others(ResourceId environment) {
        return parties.entrySet().stream()
                .filter(party -> !party.getKey().equals(environment))
                .map(Map.Entry::getValue);
    }

    private Party party(ResourceId environment) {
        return parties.computeIfAbsent(environment, known -> new Party());
    }

    private static boolean isMade(LedgerEntry entry) {
        return entry.ownership() == Ownership.CREATED || entry.ownership() == Ownership.CHANGED;
    }

    @Override
    public boolean isNeededByOthers(ResourceId environment, Element element) {
        return heir(environment, element).isPresent();
    }

    @Override
    public List<Left> inherited(ResourceId environment) {
        return List.copyOf(party(environment).inherited);
    }

    @Override
    public boolean isInherited(Element element) {
        return parties.values().stream()
                .flatMap(party -> party.inherited.stream())
                .anyMatch(left -> Overlap.same(left.element(), element));
    }
}
