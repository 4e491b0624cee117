/**
 * Taking away: from what the ledger says Palisade did to what would undo it, all requests together. Looks at the world before it wants a step,
 * and at the neighbours before it takes what they need.
 * Invariant: nothing is taken back but what an entry of the ledger names, and only while it is as Palisade left it.
 */
@NullMarked
package dev.palisade.planning.removal;

import org.jspecify.annotations.NullMarked;
