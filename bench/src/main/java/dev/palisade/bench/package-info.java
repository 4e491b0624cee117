/**
 * Figures about Palisade itself, as ratios where a ratio can be had, since machines differ and are noisy. No assertion lives here.
 * Invariant: every figure is taken from records of the run: Temporal's histories, the simulator's operations, the kernel's view of the worker.
 */
@NullMarked
package dev.palisade.bench;

import org.jspecify.annotations.NullMarked;
