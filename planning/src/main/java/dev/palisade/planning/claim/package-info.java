/**
 * What is known of the other environments on the things that environments share, as data. What one environment claims is part of its plan
 * ({@link dev.palisade.planning.plan.Claims}).
 * Invariant: a claim says what is needed, never who made it; that is the ledger's.
 */
@NullMarked
package dev.palisade.planning.claim;

import org.jspecify.annotations.NullMarked;
