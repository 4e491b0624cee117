package dev.palisade.planning.claim;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.ledger.LedgerEntry;
import dev.palisade.planning.plan.Claims;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the parents that were asked know besides ourselves.
 *
 * @param byParent what other environments claim, by the key of the parent's ARM ID; an entry, maybe empty, for every parent that was asked
 */
public record Neighbours(Map<String, Held> byParent) {
    public Neighbours {
        byParent = Collections.unmodifiableMap(new TreeMap<>(byParent));
    }

    /**
     * @param others claims of other environments on this parent
     * @param inherited what others changed for all of us and left to us, because we still claim it: ours to take back in the end
     */
    public record Held(List<Neighbour> others, List<LedgerEntry> inherited) {
        public Held {
            others = List.copyOf(others);
            inherited = List.copyOf(inherited);
        }

        /** No other environment claims anything, or ever did. */
        public static Held nobody() {
            return new Held(List.of(), List.of());
        }
    }

    /** @param environment the workspace's ARM ID, lower-cased */
    public record Neighbour(String environment, String name, Claims claims) {}

    public static Neighbours unknown() {
        return new Neighbours(Map.of());
    }

    /** These, and those of parents that were asked later. */
    public Neighbours and(Neighbours later) {
        Map<String, Held> all = new TreeMap<>(byParent);
        all.putAll(later.byParent);
        return new Neighbours(all);
    }

    public boolean knows(ResourceId parent) {
        return byParent.containsKey(parent.key());
    }
}
