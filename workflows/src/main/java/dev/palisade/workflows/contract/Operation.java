package dev.palisade.workflows.contract;

import dev.palisade.planning.arm.ResourceId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A long-running operation in flight, as data: any worker can ask after it.
 *
 * @param style where its state is read
 * @param sealedUrl the operation's URL, encrypted with a key of the worker's configuration, because it may carry a signature; null if the
 *     resource itself is asked
 * @param retryAfter what Azure asked to wait before the next question, in real time
 * @param expected how long to wait before the first question, in real time
 */
public record Operation(
        ResourceId resource,
        Style style,
        @Nullable String sealedUrl,
        Duration retryAfter,
        Duration expected,
        Instant startedAt) {

    /** RFC-like protocols of ARM: an Azure-AsyncOperation URL, a Location URL, or the resource's provisioningState. */
    public enum Style {
        ASYNC_OPERATION,
        LOCATION,
        RESOURCE
    }
}
