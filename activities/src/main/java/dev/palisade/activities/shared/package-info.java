/**
 * Speaking to the workflows that several requests share: parents, the register of pauses.
 * Invariant: nothing here touches Azure; a workflow that never was has nothing to say, and is no failure; one that was terminated says all
 * that it knew.
 */
@NullMarked
package dev.palisade.activities.shared;

import org.jspecify.annotations.NullMarked;
