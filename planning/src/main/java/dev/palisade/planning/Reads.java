package dev.palisade.planning;

import dev.palisade.planning.arm.ResourceId;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/**
 * What must still be seen before there can be a plan.
 *
 * @param paths in Azure: resource IDs and collections
 * @param ifAllowed collections in Azure that a plan can do without, if Azure forbids us to list them
 * @param parents things that environments share, whose claims must be asked for
 */
public record Reads(Set<String> paths, Set<String> ifAllowed, Set<ResourceId> parents) {
    public Reads {
        paths = Collections.unmodifiableSet(new TreeSet<>(paths));
        ifAllowed = Collections.unmodifiableSet(new TreeSet<>(ifAllowed));
        parents = Collections.unmodifiableSet(new TreeSet<>(parents));
    }

    public boolean nothing() {
        return paths.isEmpty() && ifAllowed.isEmpty() && parents.isEmpty();
    }
}
