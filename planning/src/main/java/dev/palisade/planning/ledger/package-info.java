/**
 * What Palisade owns in an environment, and how each thing is taken back.
 * Invariant: an entry is written before the act that it would undo.
 */
@NullMarked
package dev.palisade.planning.ledger;

import org.jspecify.annotations.NullMarked;
