/**
 * The pure core: (document, observation, ledger) to plan and findings.
 * Invariant: no clock, no randomness, no I/O; the same arguments always give the same plan.
 */
@NullMarked
package dev.palisade.planning;

import org.jspecify.annotations.NullMarked;
