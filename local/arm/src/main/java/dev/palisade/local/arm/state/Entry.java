package dev.palisade.local.arm.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.palisade.local.arm.model.ResourceId;
import org.jspecify.annotations.Nullable;

/**
 * A resource, or the trace of one that was deleted.
 *
 * @param body as stored; null after deletion
 * @param previous as it was before the last write, with the children that its body embeds; null if it did not exist
 * @param written whether there was a write, so that {@code previous} means something
 */
public record Entry(
        ResourceId id, @Nullable ObjectNode body, @Nullable ObjectNode previous, boolean written) {}
