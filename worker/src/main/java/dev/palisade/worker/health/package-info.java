/**
 * What the worker says of itself: health, readiness, metrics.
 * Invariant: a part that does not work is named with its reason, in the answer and once in the log.
 */
@NullMarked
package dev.palisade.worker.health;

import org.jspecify.annotations.NullMarked;
