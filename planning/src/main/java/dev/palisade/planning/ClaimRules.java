package dev.palisade.planning;

import dev.palisade.planning.claim.Neighbours.Neighbour;
import dev.palisade.planning.finding.Finding.WhoseMove;
import dev.palisade.planning.finding.FindingCode;
import dev.palisade.planning.kind.Draft;
import dev.palisade.planning.kind.Draft.Wanted;
import dev.palisade.planning.kind.World;
import dev.palisade.planning.plan.Claims.Element;
import dev.palisade.planning.plan.Overlap;
import java.util.Map;

/** Refuses what a neighbour needs otherwise: two environments can share a thing only as both want it. */
final class ClaimRules {
    private ClaimRules() {}

    static void check(World world, Draft draft) {
        for (Element ours : draft.claims().elements()) {
            for (Neighbour neighbour : world.neighbours(ours.resource()).others()) {
                neighbour.claims().elements().stream()
                        .filter(theirs -> Overlap.contradicts(ours, theirs))
                        .forEach(theirs -> refuse(ours, theirs, neighbour, draft));
            }
        }
    }

    private static void refuse(Element ours, Element theirs, Neighbour neighbour, Draft draft) {
        draft.refuse(
                FindingCode.NEIGHBOUR_NEEDS_OTHERWISE,
                draft.wanted().stream()
                        .filter(wanted -> wanted.step().resource().equals(ours.resource()))
                        .map(Wanted::field)
                        .findFirst()
                        .orElse(""),
                WhoseMove.YOURS,
                Map.of(
                        "neighbour", neighbour.name(),
                        "resource", ours.resource().toString(),
                        "place", ours.wanted().place(),
                        "theirs", String.valueOf(theirs.wanted().after()),
                        "ours", String.valueOf(ours.wanted().after())));
    }
}
