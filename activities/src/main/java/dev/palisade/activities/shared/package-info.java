/**
 * Speaking to the workflows that several requests share: parents, the register of pauses.
 * Invariant: nothing here touches Azure; a workflow that does not exist, or was terminated, has nothing to say, and is no failure.
 */
@NullMarked
package dev.palisade.activities.shared;

import org.jspecify.annotations.NullMarked;
