package dev.palisade.planning.worlds;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.claim.Neighbours.Held;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims.Element;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the parents of all shared things know and answer: a model of them, or the real ones. */
public interface Parents {

    /** What others hold of a parent, and what was left of it to the environment that asks. */
    Held held(ResourceId environment, ResourceId parent);

    /** @param made by what it was made, for an undo: whoever needs it inherits the entry */
    Leave leave(ResourceId environment, List<Element> elements, Optional<LedgerEntry> made);

    List<Left> inherited(ResourceId environment);

    /** True if anybody has inherited it. */
    boolean isInherited(Element element);

    boolean isNeededByOthers(ResourceId environment, Element element);

    /** One change that somebody left. */
    record Left(ResourceId from, LedgerEntry entry) {
        public Element element() {
            return new Element(entry.step().resource(), entry.step().deltas().get(0));
        }

        public static Stream<Left> all(ResourceId from, LedgerEntry entry) {
            return entry.step().deltas().stream().map(delta -> new Left(from, entry.with(List.of(delta))));
        }
    }

    /** @param makers environments whose tags are as good as the asker's */
    record Leave(List<Element> kept, List<ResourceId> makers) {}
}
