package dev.palisade.planning.request;

import dev.palisade.planning.arm.ResourceId;
import dev.palisade.planning.finding.Finding;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What the data of a request that carries no document turned out to be.
 *
 * @param workspace null if the data is not valid, that is, if there is any finding
 * @param ifGeneration the only generation that it may be done upon; empty for any
 * @param findings all that is wrong with it, as far as the data alone can tell; fields are places in the data
 */
public record RequestData(
        @Nullable ResourceId workspace, OptionalInt ifGeneration, List<Finding> findings) {
    public RequestData {
        findings = List.copyOf(findings);
    }
}
