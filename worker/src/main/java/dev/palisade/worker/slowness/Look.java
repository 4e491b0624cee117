package dev.palisade.worker.slowness;

import java.util.List;

/**
 * What one look at the open requests has covered.
 *
 * @param last false if there are more: the next look goes on where this one stopped, and after the last one it begins anew
 */
public record Look(List<OpenRequest> seen, boolean last) {
    public Look {
        seen = List.copyOf(seen);
    }
}
