package dev.palisade.planning;

import dev.palisade.planning.arm.ResourceId;
import java.util.Set;

/**
 * What must still be seen before there can be a plan.
 *
 * @param paths in Azure: resource IDs and collections
 * @param parents things that environments share, whose claims must be asked for
 */
public record Reads(Set<String> paths, Set<ResourceId> parents) {
    public Reads {
        paths = Set.copyOf(paths);
        parents = Set.copyOf(parents);
    }

    public boolean nothing() {
        return paths.isEmpty() && parents.isEmpty();
    }
}
