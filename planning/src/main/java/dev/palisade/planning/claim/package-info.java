/**
 * What environments need of things that they share, as data.
 * Invariant: a claim says what is needed, never who made it; that is the ledger's.
 */
@NullMarked
package dev.palisade.planning.claim;

import org.jspecify.annotations.NullMarked;
